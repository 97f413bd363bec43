//! The proof that a request comes from a moderator or an administrator: only this file makes one.

/// Somebody signed in who may read and decide.
#[derive(Debug, Clone)]
pub struct Moderator {
    id: i32,
    name: String,
}

impl Moderator {
    pub fn id(&self) -> i32 {
        self.id
    }

    pub fn name(&self) -> &str {
        &self.name
    }
}
