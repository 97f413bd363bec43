//! The figures as a table and as a plot.

use std::fmt::Write;
use std::time::Duration;

use crate::Seen;

/// The table of `docs/growth.md`, and what the bench prints.
pub fn table(all: &[Seen]) -> String {
    let mut out = String::from("| what |");
    for seen in all {
        write!(out, " {} lives |", grouped(seen.size)).ok();
    }
    out.push_str("\n|---|");
    out.push_str(&"---:|".repeat(all.len()));
    out.push('\n');
    let mut row = |what: &str, cell: &dyn Fn(&Seen) -> String| {
        write!(out, "| {what} |").ok();
        for seen in all {
            write!(out, " {} |", cell(seen)).ok();
        }
        out.push('\n');
    };
    row("import, seconds", &|seen| {
        seen.import
            .map_or("—".into(), |(seconds, _)| format!("{seconds:.1}"))
    });
    row("import, memory of its own, MB", &|seen| {
        seen.import
            .map_or("—".into(), |(_, bytes)| megabytes(bytes))
    });
    row("the file, MB", &|seen| megabytes(seen.file));
    row("start until a life is shown, ms", &|seen| ms(seen.first));
    row(
        "start until every name is known to the search, ms",
        &|seen| ms(seen.start),
    );
    row("serving, memory of its own, MB", &|seen| {
        megabytes(seen.memory)
    });
    let kinds = all.first().map_or(0, |seen| seen.pages.len());
    for kind in 0..kinds {
        let name = all[0].pages[kind].0;
        row(&format!("{name}: p50 / p99, ms"), &|seen| {
            let (_, half, most) = seen.pages[kind];
            format!("{} / {}", ms(half), ms(most))
        });
    }
    out
}

/// `docs/growth.md`.
pub fn page(all: &[Seen]) -> String {
    format!(
        "# What grows as the memorial grows\n\nWritten by `WRITE=1 cargo bench --bench growth`: the program itself, one reader, \
         {} questions of each kind over HTTP on the same machine, the client's own time included.\n\n\
         ![p99 of each kind of page over the number of lives](growth.svg)\n\n{}",
        crate::RUNS,
        table(all)
    )
}

const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 560.0;
const LEFT: f64 = 60.0;
const RIGHT: f64 = 250.0;
const TOP: f64 = 30.0;
const BOTTOM: f64 = 50.0;
/// Milliseconds at the foot and the head of the plot.
const LEAST: f64 = 0.1;
const MOST: f64 = 1000.0;

/// `docs/growth.svg`: both scales are logarithmic, so that what grows with the memorial rises as a straight line and what does
/// not lies flat.
pub fn plot(all: &[Seen]) -> String {
    let logs: Vec<f64> = all.iter().map(|seen| (seen.size as f64).log10()).collect();
    let (first, last) = (logs[0], logs[logs.len() - 1]);
    let x = |log: f64| {
        let share = if last > first {
            (log - first) / (last - first)
        } else {
            0.5
        };
        LEFT + share * (WIDTH - LEFT - RIGHT)
    };
    let y = |ms: f64| {
        let share =
            (ms.clamp(LEAST, MOST).log10() - LEAST.log10()) / (MOST.log10() - LEAST.log10());
        HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)
    };
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fff\"/>\n"
    );
    for step in [0.1, 1.0, 10.0, 100.0, 1000.0] {
        let at = y(step);
        writeln!(
            out,
            "<path d=\"M{LEFT} {at:.1}H{:.1}\" stroke=\"#ddd\"/><text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\" fill=\"#444\">{step} ms</text>",
            WIDTH - RIGHT,
            LEFT - 6.0,
            at + 4.0
        )
        .ok();
    }
    for (seen, log) in all.iter().zip(&logs) {
        // The last one ends where the names of the lines begin.
        let anchor = if seen.size == all[all.len() - 1].size {
            "end"
        } else {
            "middle"
        };
        writeln!(
            out,
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\" fill=\"#444\">{} lives</text>",
            x(*log),
            HEIGHT - BOTTOM + 22.0,
            grouped(seen.size)
        )
        .ok();
    }
    let kinds = all[0].pages.len();
    let mut labels: Vec<(f64, usize)> = (0..kinds)
        .map(|kind| (y(millis(all[all.len() - 1].pages[kind].2)), kind))
        .collect();
    labels.sort_by(|a, b| a.0.total_cmp(&b.0));
    // Names stand beside their lines, and not one over another.
    let mut taken = TOP - 14.0;
    for (end, kind) in labels {
        let points: Vec<String> = all
            .iter()
            .zip(&logs)
            .map(|(seen, log)| format!("{:.1} {:.1}", x(*log), y(millis(seen.pages[kind].2))))
            .collect();
        let at = end.max(taken + 14.0);
        taken = at;
        let color = COLORS[kind % COLORS.len()];
        let edge = WIDTH - RIGHT;
        writeln!(
            out,
            "<path d=\"M{}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"1.5\"/><path d=\"M{edge} {end:.1}L{:.1} {at:.1}\" stroke=\"{color}\" \
             stroke-width=\"0.5\"/><text x=\"{:.1}\" y=\"{:.1}\" fill=\"{color}\">{}</text>",
            points.join("L"),
            edge + 14.0,
            edge + 18.0,
            at + 4.0,
            all[0].pages[kind].0
        )
        .ok();
    }
    out.push_str("</svg>\n");
    out
}

const COLORS: [&str; 8] = [
    "#0b5394", "#a61c00", "#38761d", "#674ea7", "#b45f06", "#134f5c", "#741b47", "#444444",
];

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn ms(time: Duration) -> String {
    format!("{:.1}", millis(time))
}

fn megabytes(bytes: u64) -> String {
    format!("{:.0}", bytes as f64 / 1e6)
}

fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
