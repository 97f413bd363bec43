//! What the process itself takes of the machine, as Linux tells it; elsewhere nothing is told.

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric};
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::gauge::ConstGauge;

/// Ticks a second in `/proc`: 100 wherever Linux shows them to a program (`USER_HZ`).
const TICKS: f64 = 100.0;

/// Read anew whenever the figures are asked for.
#[derive(Debug)]
pub struct Process {
    started: f64,
}

impl Process {
    pub fn started(now: SystemTime) -> Self {
        let since = now.duration_since(UNIX_EPOCH).unwrap_or_default();
        Self {
            started: since.as_secs_f64(),
        }
    }
}

/// What the memory of a process is made of, in bytes.
#[derive(Debug, PartialEq, Eq)]
struct Memory {
    resident: u64,
    /// Of its own; pages of the mapped file apart.
    own: u64,
}

impl Collector for Process {
    fn encode(&self, mut to: DescriptorEncoder) -> Result<(), fmt::Error> {
        let mut tell = |name, help, value: f64| {
            let gauge = ConstGauge::new(value);
            gauge.encode(to.encode_descriptor(name, help, None, gauge.metric_type())?)
        };
        tell(
            "process_start_time_seconds",
            "When the process began, in seconds since 1970",
            self.started,
        )?;
        if let Some(memory) = read("status").as_deref().and_then(memory) {
            tell(
                "process_resident_memory_bytes",
                "Memory that the process holds, pages of the file included",
                memory.resident as f64,
            )?;
            tell(
                "process_own_memory_bytes",
                "Memory of its own, pages of the file apart",
                memory.own as f64,
            )?;
        }
        if let Ok(files) = std::fs::read_dir("/proc/self/fd") {
            tell(
                "process_open_fds",
                "Files and lines that are open",
                files.count() as f64,
            )?;
        }
        if let Some(seconds) = read("stat").as_deref().and_then(processor_seconds) {
            let counter = ConstCounter::new(seconds);
            let kind = counter.metric_type();
            counter.encode(to.encode_descriptor(
                "process_cpu_seconds",
                "Seconds of the processors",
                None,
                kind,
            )?)?;
        }
        Ok(())
    }
}

fn read(file: &str) -> Option<String> {
    std::fs::read_to_string(format!("/proc/self/{file}")).ok()
}

fn memory(status: &str) -> Option<Memory> {
    let line = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
        Some(kilobytes * 1024)
    };
    Some(Memory {
        resident: line("VmRSS:")?,
        own: line("RssAnon:")?,
    })
}

/// The name, in brackets, may hold anything: the numbers stand after the last bracket.
fn processor_seconds(stat: &str) -> Option<f64> {
    let mut numbers = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let mut next = || numbers.next()?.parse::<u64>().ok();
    Some((next()? + next()?) as f64 / TICKS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_linux_tells_is_read() {
        let status = "Name:\tx\nVmRSS:\t  2048 kB\nRssAnon:\t    1024 kB\n";
        assert_eq!(
            memory(status),
            Some(Memory {
                resident: 2048 * 1024,
                own: 1024 * 1024
            })
        );
        let stat = "42 (a ) b) S 1 42 42 0 -1 4194560 10 0 0 0 250 50 0 0 20 0 3 0 1 2 3";
        assert_eq!(processor_seconds(stat), Some(3.0));
        assert_eq!(memory(""), None);
        assert_eq!(processor_seconds("x"), None);
    }
}
