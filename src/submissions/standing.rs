//! A story's way, station by station with its date: what has been, where it stands, what is still to come.

use chrono::{DateTime, Utc};

use super::queries::Sent;
use super::submission::{Kind, State};
use crate::i18n::{Words, dates};
use crate::moderation::journal::Entry;
use crate::proofs::proof::{Answer, Proof};

/// One station.
pub struct Station {
    /// `done`, `now` or nothing.
    pub class: &'static str,
    pub when: Option<String>,
    pub words: String,
}

/// `entries` is the story's journal, the newest first; `is_public` says whether its page can be read now.
pub fn standing(
    w: Words,
    entries: &[Entry],
    sent: &Sent,
    proof: Option<&Proof>,
    is_public: bool,
) -> Vec<Station> {
    let station = |class, at: Option<DateTime<Utc>>, words: &str| Station {
        class,
        when: at.map(|at| dates::moment(w.lang(), at)),
        words: words.to_owned(),
    };
    let mut way = vec![station(
        "done",
        Some(sent.created_at),
        if sent.kind == Kind::Contribution {
            w.contribution_stand_begun()
        } else {
            w.submissions_stand_begun()
        },
    )];
    let mut was_sent = false;
    for entry in entries.iter().rev() {
        let words = match (entry.act.as_str(), &sent.receipt) {
            ("join", Some(receipt)) if receipt.changed.is_empty() => Some(w.asking_stand_read()),
            (act, _) => past(w, act, was_sent),
        };
        if let Some(words) = words {
            way.push(station("done", Some(entry.at), words));
        }
        was_sent |= entry.act == "send";
    }
    match &sent.state {
        State::Draft => {
            // The last thing that happened is where it stands.
            if let Some(last) = way.last_mut() {
                last.class = "now";
            }
            way.push(station("", None, w.submissions_stand_to_send()));
            way.push(station("", None, w.submissions_stand_to_read()));
        }
        State::Pending { .. } => way.push(station("now", None, w.submissions_stand_waiting())),
        State::Taken { at, .. } => {
            let (at, words) = match proof.map(|proof| &proof.answer) {
                None => (Some(*at), w.submissions_stand_taken()),
                Some(None) => (None, w.proofs_stand_waiting()),
                Some(Some(Answer::Yes { .. })) => (None, w.proofs_stand_day()),
                Some(Some(Answer::Wrong { .. })) => (None, w.proofs_stand_correcting()),
            };
            way.push(station("now", at, words));
        }
        State::Returned { .. } | State::Refused { .. } => {
            if let Some(last) = way.last_mut() {
                last.class = "now";
            }
        }
        State::Approved { .. } if !is_public => {
            way.push(station("now", None, w.submissions_stand_withdrawn()));
        }
        State::Approved { .. } => {}
    }
    let to_come = matches!(
        sent.state,
        State::Draft | State::Pending { .. } | State::Taken { .. } | State::Returned { .. }
    );
    if to_come {
        let adds = sent.kind == Kind::Contribution || sent.about_id.is_some();
        let words = if adds {
            w.contribution_stand_to_decide()
        } else {
            w.submissions_stand_to_publish()
        };
        way.push(station("", None, words));
    }
    way
}

/// What the family is told of an act; nothing of what moderators do among themselves.
fn past(w: Words, act: &str, was_sent: bool) -> Option<&'static str> {
    Some(match act {
        "send" if was_sent => w.asking_stand_resent(),
        "send" => w.submissions_stand_sent(),
        "return" => w.submissions_stand_returned(),
        "take-back" => w.asking_stand_taken_back(),
        "ask-unadding" => w.asking_stand_asked_unadding(),
        "unadd" => w.asking_stand_unadded(),
        "hide-page" => w.asking_stand_hid(),
        "restore" => w.withdrawing_stand_restored(),
        "ask-withdrawal" => w.asking_stand_asked_back(),
        "show-proof" => w.proofs_stand_shown(),
        "publish-agreed" => w.submissions_stand_published(),
        "agree" => w.proofs_stand_agreed(),
        "disagree" => w.proofs_stand_wrong(),
        "approve" => w.submissions_stand_published(),
        "join" => w.asking_stand_joined(),
        "refuse" => w.submissions_stand_refused(),
        "undo-approval" => w.asking_stand_undone(),
        _ => return None,
    })
}
