//! What must not get through: private numbers and addresses, the names of children and of the living, other people's faces.

pub mod finding;
pub mod passages;
pub mod people;
pub mod queries;
pub mod settling;
pub mod shown;
