mod blame;
mod events;
mod ladder;
mod replies;
mod rules;
mod words;
