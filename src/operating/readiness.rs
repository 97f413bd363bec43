//! Whether the memorial may be sent visitors: not before it knows the names, and not once it has begun to stop.

use std::sync::atomic::{AtomicU8, Ordering};

/// Where a process is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Pages are answered already, the names for the search are being read.
    Warming,
    Open,
    /// Nobody new is let in; what was begun is finished.
    Stopping,
}

/// Where this one is; open, unless whoever starts it says otherwise.
#[derive(Debug)]
pub struct Readiness(AtomicU8);

impl Default for Readiness {
    fn default() -> Self {
        Self(AtomicU8::new(Phase::Open as u8))
    }
}

impl Readiness {
    pub fn phase(&self) -> Phase {
        match self.0.load(Ordering::Acquire) {
            phase if phase == Phase::Warming as u8 => Phase::Warming,
            phase if phase == Phase::Open as u8 => Phase::Open,
            _ => Phase::Stopping,
        }
    }

    /// The names are being read.
    pub fn warm(&self) {
        self.0.store(Phase::Warming as u8, Ordering::Release);
    }

    /// The names are known. One that stops already stays so.
    pub fn open(&self) {
        let _ = self.0.compare_exchange(
            Phase::Warming as u8,
            Phase::Open as u8,
            Ordering::AcqRel,
            Ordering::Acquire,
        );
    }

    pub fn stop(&self) {
        self.0.store(Phase::Stopping as u8, Ordering::Release);
    }

    pub fn is_stopping(&self) -> bool {
        self.phase() == Phase::Stopping
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_that_stops_does_not_open_again() {
        let readiness = Readiness::default();
        assert_eq!(readiness.phase(), Phase::Open);
        readiness.warm();
        assert_eq!(readiness.phase(), Phase::Warming);
        readiness.open();
        assert_eq!(readiness.phase(), Phase::Open);
        readiness.stop();
        readiness.open();
        assert!(readiness.is_stopping());
    }
}
