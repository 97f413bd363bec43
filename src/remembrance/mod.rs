//! How people are remembered here: the candle, the memories of those who knew them, the minute of silence.

pub mod burning;
pub mod candle;
pub mod candles;
pub mod closing;
pub mod desk;
pub mod findings;
pub mod kept;
pub mod memories;
pub mod memory;
pub mod minute;
pub mod named;
pub mod queries;
pub mod receipt;
pub mod reel;
pub mod screen;
pub mod section;
pub mod silence;
