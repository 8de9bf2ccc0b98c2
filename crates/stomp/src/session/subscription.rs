use crate::SessionError;

/// One subscription of a session.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Subscription {
    /// The client's id for it; without one (1.0) the destination.
    pub id: Box<str>,
    /// What it is subscribed to, as literal text: a `*` is a star.
    pub destination: Box<str>,
}

/// The subscriptions of a session, in the order in which they were made.
#[derive(Clone, Debug, Default)]
pub(super) struct Subscriptions(Vec<Subscription>);

impl Subscriptions {
    pub(super) fn add(
        &mut self,
        id: &str,
        destination: &str,
        limit: u32,
    ) -> Result<(), SessionError> {
        if let Some(there) = self.find(id) {
            let Subscription { id, destination } = there.clone();
            return Err(SessionError::DuplicateSubscription { id, destination });
        }
        if self.0.len() >= limit as usize {
            return Err(SessionError::TooManySubscriptions {
                limit,
                id: id.into(),
            });
        }
        // Nearly every session has one, and there are thousands of sessions.
        self.0.reserve_exact(1);
        self.0.push(Subscription {
            id: id.into(),
            destination: destination.into(),
        });
        Ok(())
    }

    pub(super) fn remove(&mut self, id: &str) -> Result<Subscription, SessionError> {
        let at = self
            .0
            .iter()
            .position(|there| &*there.id == id)
            .ok_or_else(|| SessionError::UnknownSubscription { id: id.into() })?;
        Ok(self.0.remove(at))
    }

    pub(super) fn find(&self, id: &str) -> Option<&Subscription> {
        self.0.iter().find(|there| &*there.id == id)
    }

    pub(super) fn as_slice(&self) -> &[Subscription] {
        &self.0
    }
}
