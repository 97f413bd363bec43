//! The moderators' desk.

pub mod answer;
pub mod boxes;
pub mod checks;
pub mod companion;
pub mod contacts;
pub mod decision;
pub mod desk;
pub mod doubles;
pub mod edit;
pub mod facts;
pub mod history;
pub mod joining;
pub mod journal;
pub mod keys;
pub mod language;
pub mod letters;
pub mod life;
pub mod lives;
pub mod picture;
pub mod preview;
pub mod queries;
pub mod queue;
pub mod record_form;
pub mod review;
pub mod sentences;
pub mod taking;
