use ctimock_dialect::Context;
use ctimock_switch::{CallEvent, CallId, Command, DeviceId};

use super::{deadlines::Due, number::Number, server::Server};

/// What is dialled when the far end of a call has answered.
#[derive(Clone, Debug)]
pub(super) struct AfterAnswer {
    /// Who dials.
    from: DeviceId,
    /// As the number was written.
    number: Box<str>,
}

impl Server {
    /// Remembers the extension behind a dialled number, if it has one, until somebody answers.
    pub(super) fn expect_answer(&mut self, call: CallId, from: DeviceId, number: &str) {
        let has_extension = Number::parse(number).is_some_and(|it| it.extension.is_some());
        if let Some(record) = self.book.call_mut(call) {
            record.after_answer = has_extension.then(|| AfterAnswer {
                from,
                number: number.into(),
            });
        }
    }

    /// Dials the extension, after its pause.
    pub(super) fn await_pause(&mut self, cx: &Context<'_>, event: &CallEvent) {
        let record = self.book.call(event.call);
        let after = record.and_then(|record| record.after_answer.as_ref());
        let number = after.filter(|after| after.from != event.subject);
        let number = number.and_then(|after| Number::parse(&after.number));
        if let Some(extension) = number.and_then(|number| number.extension) {
            let at = cx.now() + extension.pause;
            self.deadlines.add(at, Due::Extension(event.call));
        }
    }

    /// Sends the digits of the extension. Somebody who is put on hold, or who has left, dials no more.
    pub(super) fn dial_extension(&mut self, cx: &mut Context<'_>, call: CallId) {
        let record = self.book.call_mut(call);
        let Some(after) = record.and_then(|record| record.after_answer.take()) else {
            return;
        };
        let extension = Number::parse(&after.number).and_then(|number| number.extension);
        let extension = extension.expect("only a number with an extension is remembered");
        let (device, text) = (after.from, extension.digits.to_owned());
        if let Err(refusal) = cx.command(Command::Digits { call, device, text }) {
            cx.note(format!(
                "the extension of `{}` is not dialled: {}",
                after.number,
                self.why(refusal)
            ));
        }
    }
}
