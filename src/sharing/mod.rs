//! What leaves the memorial for other places: answers for programs, pictures beside links, codes on stone, a life on paper, and
//! all that a family gave, for it to keep.

pub mod api;
pub mod below;
pub mod card;
pub mod code;
pub mod drawing;
pub mod font;
pub mod grave_code;
pub mod keepsake;
pub mod links;
pub mod made;
pub mod own;
pub mod paper;
pub mod picture;
pub mod places;
pub mod qr;
pub mod suggest;
