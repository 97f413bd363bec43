//! What stands around every page of the desk: who is signed in, where else one can go, how long the oldest story waits.

use super::{queries, taking};
use crate::accounts;
use crate::accounts::account::Role;
use crate::accounts::guard::Reader;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::{Words, dates};
use crate::motions::queries::waiting_for;

/// A page struct has `w: Words`, `layout: Layout` and `desk: Desk`; its template extends `moderation/_desk.html`.
pub struct Desk {
    pub name: String,
    pub is_admin: bool,
    /// Whether forms and buttons of acts are shown; a reader would be refused.
    pub may_decide: bool,
    /// Something was done to the account, and its owner has not read of it yet.
    pub has_notices: bool,
    /// Stories that nobody has taken up.
    pub waiting: i64,
    /// Families that wait longer than they were promised.
    pub late: i64,
    /// Since when the oldest of them waits, and until now.
    oldest: Option<chrono::TimeDelta>,
    /// Motions that wait for somebody like this.
    pub motions: i64,
    room: Room,
}

/// The part of the desk a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    Queue,
    Lives,
    Imports,
    Reference,
    Places,
    Motions,
    Digests,
    Journal,
    Accounts,
    Account,
    State,
}

impl Desk {
    pub async fn around(state: &State, by: &Reader, room: Room) -> Result<Self, AppError> {
        taking::end_claims(state).await?;
        let (id, now, promised) = (by.id(), state.now(), state.settings.promised());
        let ((waiting, since), late, has_notices, motions) = state
            .db
            .read(move |conn| {
                let waiting = queries::waiting(conn)?;
                let late = queries::late(conn, now, promised)?;
                let has_notices = accounts::queries::has_notices(conn, id)?;
                Ok((waiting, late, has_notices, waiting_for(conn, id)?))
            })
            .await?;
        Ok(Self {
            name: by.name().to_owned(),
            is_admin: by.role() == Role::Admin,
            may_decide: by.role().may_decide(),
            has_notices,
            waiting,
            late,
            oldest: since.map(|since| now - since),
            motions,
            room,
        })
    }

    /// «2 дні 6 годин»: how long the oldest story waits.
    pub fn oldest_waits(&self, w: &Words) -> Option<String> {
        self.oldest.map(|time| dates::waiting(w.lang(), time))
    }

    /// The room one is in, as the links name it: said beside «Розділи» where the links are folded away.
    pub fn here(&self, w: &Words) -> Option<&'static str> {
        Some(match self.room {
            Room::Queue => w.moderation_queue(),
            Room::Lives => w.moderation_lives(),
            Room::Imports => w.archive_imports(),
            Room::Reference => w.reference_title(),
            Room::Places => w.places_desk(),
            Room::Motions => w.motions_nav(),
            Room::Digests => w.digests_title(),
            Room::Journal => w.moderation_journal(),
            Room::State => w.state_state(),
            Room::Accounts => w.accounts_accounts(),
            Room::Account => return None,
        })
    }

    pub fn in_queue(&self) -> bool {
        self.room == Room::Queue
    }

    pub fn in_lives(&self) -> bool {
        self.room == Room::Lives
    }

    pub fn in_imports(&self) -> bool {
        self.room == Room::Imports
    }

    pub fn in_reference(&self) -> bool {
        self.room == Room::Reference
    }

    pub fn in_places(&self) -> bool {
        self.room == Room::Places
    }

    pub fn in_motions(&self) -> bool {
        self.room == Room::Motions
    }

    pub fn in_digests(&self) -> bool {
        self.room == Room::Digests
    }

    pub fn in_journal(&self) -> bool {
        self.room == Room::Journal
    }

    pub fn in_accounts(&self) -> bool {
        self.room == Room::Accounts
    }

    pub fn in_state(&self) -> bool {
        self.room == Room::State
    }

    pub fn in_account(&self) -> bool {
        self.room == Room::Account
    }
}
