//! All SQL of what is remembered: the candles, the memories, the minute of silence.

mod candles;
mod closing;
mod desk;
mod memories;
mod silence;

pub use candles::*;
pub use closing::*;
pub use desk::*;
pub use memories::*;
pub use silence::*;
