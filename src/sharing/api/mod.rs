//! `/api/v1`: what is public, for programs. Read only; described by `/api/openapi.json`.

pub mod answer;
pub mod heroes;
pub mod lists;
pub mod openapi;
pub mod places;
pub mod rotation;
pub mod suggest;
