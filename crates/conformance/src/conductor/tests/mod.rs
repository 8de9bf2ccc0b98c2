mod acts;
mod bounds;
mod clients;
mod progress;
mod steps;
mod watched;
