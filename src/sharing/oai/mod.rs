//! `/oai`: OAI-PMH 2.0 (<https://www.openarchives.org/OAI/openarchivesprotocol.html>), by which archives gather all that is public and
//! hear of what is gone.

pub mod answer;
pub mod asking;
pub mod dublin_core;
pub mod record;
pub mod sets;
pub mod token;
