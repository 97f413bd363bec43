//! What most acts of the desk are sent with, and what their page is asked after one.

use serde::Deserialize;

/// Why something is done.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Reason {
    pub reason: String,
}

/// `?done=…`: which act has just been done; empty when somebody only looks.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct After {
    pub done: String,
}

impl After {
    pub fn is_done(&self) -> bool {
        !self.done.is_empty()
    }
}
