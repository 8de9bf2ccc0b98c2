use std::net::SocketAddr;

use ctimock_conformance::{Order, Said};
use ctimock_protocol::{
    Ask, CallError, CallErrorKind, ClientClock, Connect, Endpoints, Invoke, InvokeParams,
};
use ctimock_time::Time;
use serde_json::Value;

use super::{table::Table, trouble::Trouble};

impl Table<'_> {
    /// Carries out what the conductor wants done.
    pub(super) async fn carry(&mut self, order: Order) -> Result<(), Trouble> {
        match order {
            Order::Connect(connect) => self.connect(connect).await,
            Order::Invoke(invoke) => self.invoke(invoke).await,
            Order::Act(act) => {
                let outcome = self.booth.with(|mock, now| mock.handle_act(now, *act))?;
                self.vendor.name.clone_into(&mut self.last);
                self.read_journal();
                self.conductor.handle_act(self.booth.now(), outcome);
                Ok(())
            }
            Order::ReadWorld => {
                let world = self.booth.with(|mock, now| mock.world(now))?;
                self.conductor.handle_world(self.booth.now(), &world);
                Ok(())
            }
        }
    }

    async fn connect(&mut self, mut connect: Connect) -> Result<(), Trouble> {
        let seat = self.seat_of(&connect.client);
        let peer = self.seats[seat].peer;
        let is_first = !self
            .seats
            .iter()
            .any(|other| other.peer == peer && other.connected);
        if is_first && self.clock == ClientClock::Virtual {
            // A clock that was left somewhere by the case before begins anew.
            self.ask(seat, &Ask::advance(Time::ZERO)).await?;
        }
        let address = self.booth.admit(&connect.client).await;
        connect.endpoints = endpoints(address.map_err(Trouble::NoPort)?);
        self.begin(seat);
        self.seats[seat].connected = true;
        self.ask(seat, &Ask::Connect(connect)).await?;
        Ok(())
    }

    async fn invoke(&mut self, invoke: Invoke) -> Result<(), Trouble> {
        let seat = self.seat_of(&invoke.client);
        let Invoke {
            id,
            client,
            method,
            args,
        } = invoke;
        self.begin(seat);
        let methods = &self.crew.peers[self.seats[seat].peer].about.methods;
        if !methods.is_empty() && !methods.contains(&method) {
            let outcome = Err(CallError {
                kind: CallErrorKind::Unsupported,
                message: "it is not among the methods that it says it can perform".to_owned(),
                data: Value::Null,
            });
            let said = Said::Returned { id, outcome };
            self.conductor
                .handle_client(self.booth.now(), &client, said);
            return Ok(());
        }
        let contract = (self.vendor.contract)();
        let blocks = contract
            .method(&method)
            .is_some_and(|method| method.blocking);
        let params = InvokeParams {
            client,
            method,
            args,
        };
        let asked = self.say(seat, &Ask::Invoke(params)).await?;
        let peer = self.seats[seat].peer;
        self.crew.peers[peer].has_invoked(asked, id);
        self.callers.insert(id, seat);
        if blocks {
            self.seats[seat].blocked_by = Some(asked);
        }
        Ok(())
    }

    /// Something is done to a client: it has the floor.
    fn begin(&mut self, seat: usize) {
        self.seats[seat].stirred = true;
        self.last.clone_from(&self.seats[seat].name);
        self.booth.give_floor(&self.seats[seat].name);
    }

    fn seat_of(&self, client: &str) -> usize {
        let seat = self.seats.iter().position(|seat| seat.name == client);
        seat.expect("the conductor names clients of the scenario")
    }
}

fn endpoints(address: SocketAddr) -> Endpoints {
    Endpoints::from([
        ("http".to_owned(), format!("http://{address}")),
        ("ws".to_owned(), format!("ws://{address}")),
    ])
}
