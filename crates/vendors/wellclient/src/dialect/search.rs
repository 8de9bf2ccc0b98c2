use ctimock_dialect::{Context, Found};
use ctimock_switch::{AgentId, Target};

use super::server::Server;

impl Server {
    /// Finds what a word stands for: a name of the world, a call id, an agent, an extension, a queue or
    /// a number, with or without domain and trunk prefix. A telephone number that nobody declared
    /// becomes one outside that rings without an answer.
    pub(super) fn search(&mut self, cx: &mut Context<'_>, word: &str) -> Option<Found> {
        if let Some(found) = self.names.get(word) {
            return Some(*found);
        }
        if let Some(call) = self.book.by_name(word) {
            return Some(Found::Call(call));
        }
        if let Some(agent) = self.roster.by_login(word) {
            return Some(self.seat_of(cx, agent));
        }
        if let Some(device) = self.roster.station(word) {
            return Some(Found::Device(device));
        }
        let (number, domain) = match word.split_once('@') {
            Some((number, domain)) => (number, Some(domain)),
            None => (word, None),
        };
        if domain.is_none() {
            if let Some(device) = self.roster.any_extension(number) {
                return Some(Found::Device(device));
            }
            if let Some(agent) = self.by_job_number(number) {
                return Some(self.seat_of(cx, agent));
            }
        }
        if !is_telephone_number(number) {
            return None;
        }
        let prefixes = self.all_prefixes();
        Some(
            match self.reach(cx, number, domain.unwrap_or(""), &prefixes) {
                Target::Device(device) => Found::Device(device),
                Target::Queue(queue) => Found::Queue(queue),
            },
        )
    }

    /// Finds an agent by its login, its job number, or the name of a client or party.
    pub(super) fn search_agent(&self, cx: &Context<'_>, word: &str) -> Option<AgentId> {
        let by_seat = || {
            let device = match self.names.get(word) {
                Some(Found::Device(device)) => Some(*device),
                _ => self
                    .roster
                    .station(word)
                    .or_else(|| self.roster.any_extension(word)),
            };
            cx.switch().agent_at(device?).map(|agent| agent.id)
        };
        self.named_agents
            .get(word)
            .copied()
            .or_else(|| self.roster.by_login(word))
            .or_else(|| self.by_job_number(word))
            .or_else(by_seat)
    }

    fn by_job_number(&self, number: &str) -> Option<AgentId> {
        let is_it = |login: &str| login.split_once('@').is_some_and(|(it, _)| it == number);
        let agent = self.roster.agents().find(|agent| is_it(&agent.login))?;
        Some(agent.id)
    }

    fn seat_of(&self, cx: &Context<'_>, agent: AgentId) -> Found {
        let seat = cx.switch().agent(agent).and_then(|agent| agent.device);
        Found::Device(seat.unwrap_or_else(|| self.roster.agent(agent).home))
    }

    fn all_prefixes(&self) -> Vec<Box<str>> {
        let mut prefixes: Vec<Box<str>> = Vec::new();
        for prefix in self.roster.agents().flat_map(|agent| &agent.prefixes) {
            if !prefixes.contains(prefix) {
                prefixes.push(prefix.clone());
            }
        }
        prefixes
    }
}

fn is_telephone_number(word: &str) -> bool {
    let digits = word.strip_prefix('+').unwrap_or(word);
    (3..=32).contains(&digits.len())
        && digits
            .chars()
            .all(|letter| matches!(letter, '0'..='9' | '*' | '#'))
}
