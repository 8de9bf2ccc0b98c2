use std::sync::Arc;

use ctimock_dialect::Context;
use ctimock_switch::{CallEvent, Command, ConnectionState, DeviceId};
use uuid::Uuid;

use super::{
    clock,
    options::Recording,
    percent,
    publish::Copy,
    refuse::Refused,
    reply::{Handled, Reply},
    serials::Stream,
    server::Server,
    wire::{self, Root},
};

impl Server {
    /// Begins to record a call that was answered (dossier §10.2: every call is recorded).
    pub(super) fn record_by_itself(&mut self, cx: &mut Context<'_>, event: &CallEvent) {
        let call = event.call;
        let is_new = cx.switch().call(call).is_some_and(|call| !call.recording);
        if self.options.recording == Recording::Always && is_new {
            let device = event
                .parties
                .iter()
                .filter(|party| is_talking(party.state))
                .map(|party| party.device)
                .find(|device| self.roster.device(*device).agent().is_some());
            if let Some(device) = device {
                // A party may have left the call in the same moment: then nothing is recorded.
                let _ = cx.command(Command::StartRecording { call, device });
            }
        }
    }

    /// Starts or stops recording at an extension, `…/recording/{Start|Stop}?extension=…`.
    pub(super) fn record(&mut self, cx: &mut Context<'_>, service: &str, query: &str) -> Handled {
        if self.options.recording == Recording::Disabled {
            return Err(Refused::new(466, "recording is disabled"));
        }
        let extension = query
            .split('&')
            .find_map(|pair| pair.strip_prefix("extension="))
            .map(percent::decode)
            .ok_or_else(|| {
                Refused::new(400, "wanted `extension` in the query, and there was none")
            })?;
        let device = self
            .roster
            .station(&extension)
            .ok_or_else(|| Refused::new(404, format!("no extension is `{extension}`")))?;
        let call = cx.switch().calls_of(device).find(|call| {
            call.connection(device)
                .is_some_and(|connection| is_talking(Some(connection.state)))
        });
        let Some(call) = call.map(|call| call.id) else {
            return Err(Refused::new(
                409,
                format!("`{extension}` has no answered call"),
            ));
        };
        let command = if service == "Start" {
            Command::StartRecording { call, device }
        } else {
            Command::StopRecording { call, device }
        };
        cx.command(command)
            .map_err(|refusal| Refused::by_switch(refusal, self.why(refusal)))?;
        if let Some(record) = self.book.call_mut(call) {
            record.recording_asked = Some(device);
        }
        Ok(Reply::NoContent)
    }

    /// Tells each agent of its own recording; one that was asked for is told at its extension alone.
    pub(super) fn tell_recording_started(&mut self, cx: &mut Context<'_>, event: &CallEvent) {
        let asked = self
            .book
            .call_mut(event.call)
            .and_then(|call| call.recording_asked.take());
        let views = self.views(event, |device, state| {
            asked.map_or_else(|| is_talking(state), |asked| asked == device)
        });
        for view in views {
            let id = self.recording_id(cx, event, view.device);
            let domain = Arc::clone(&self.roster.agent(view.agent).domain);
            let file_name = clock::recording_file(cx.wall(), &domain, &view.own, &view.call);
            let copy = Copy {
                agent: view.agent,
                device: &view.own,
                name: "recordStarted",
                stream: Stream::Csta,
                call: Some(view.id),
            };
            self.publish(cx, copy, |root: Root<'_>| {
                wire::text(&wire::RecordStarted {
                    root: Root {
                        src_device_id: None,
                        ..root
                    },
                    record_id: id.to_string(),
                    call_id: &view.call,
                    device_id: &view.own,
                    file_name: &file_name,
                    is_success: true,
                })
            });
        }
    }

    /// Tells the extension that asked. A recording that ends with its call is not told (dossier §10.2).
    pub(super) fn tell_recording_stopped(&mut self, cx: &mut Context<'_>, event: &CallEvent) {
        let asked = self
            .book
            .call_mut(event.call)
            .and_then(|call| call.recording_asked.take());
        let Some(view) = asked.and_then(|device| self.view(event.call, device, device)) else {
            return;
        };
        let id = self.recording_id(cx, event, view.device);
        let copy = Copy {
            agent: view.agent,
            device: &view.own,
            name: "recordStopped",
            stream: Stream::Csta,
            call: Some(view.id),
        };
        self.publish(cx, copy, |root: Root<'_>| {
            wire::text(&wire::RecordStopped {
                root,
                record_id: id.to_string(),
                is_success: true,
            })
        });
    }

    /// Returns the id of a device's recording in a call.
    fn recording_id(&mut self, cx: &mut Context<'_>, event: &CallEvent, device: DeviceId) -> Uuid {
        let record = self.record_of(cx, event);
        let known = record.recordings.iter().find(|(it, _)| *it == device);
        if let Some((_, id)) = known {
            return *id;
        }
        let id = cx.mint().uuid();
        self.record_of(cx, event).recordings.push((device, id));
        id
    }
}

const fn is_talking(state: Option<ConnectionState>) -> bool {
    matches!(
        state,
        Some(ConnectionState::Connected | ConnectionState::Held)
    )
}
