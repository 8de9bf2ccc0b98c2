use ctimock_protocol::{Ask, Who};
use tokio::time::{Instant, timeout_at};

use super::{table::Table, trouble::Trouble};

impl Table<'_> {
    /// Listens for a while to clients that have nothing to say any more. Whoever says something has
    /// not told the truth about that.
    pub(super) async fn listen_on(&mut self) -> Result<(), Trouble> {
        let until = Instant::now() + self.crew.patience.late;
        while let Ok((peer, news)) = timeout_at(until, self.crew.hear()).await {
            self.take_news(peer, news).await?;
        }
        Ok(())
    }

    /// Ends every instance.
    pub(super) async fn disconnect(&mut self) -> Result<(), Trouble> {
        for seat in 0..self.seats.len() {
            if self.seats[seat].connected {
                let client = self.seats[seat].name.clone();
                self.booth.give_floor(&client);
                // What it says of its end is not judged.
                self.seats[seat].connected = false;
                self.ask(seat, &Ask::Disconnect(Who { client })).await?;
            }
        }
        for peer in &mut self.crew.peers {
            peer.forget();
        }
        Ok(())
    }
}
