//! What an import says of each row and of the whole.

use std::fmt;

/// What a row turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    New,
    /// Here already. The note says where, and whether the row differs from what is kept.
    Same(String),
    /// Perhaps somebody who is already here: a person decides at the desk.
    Unsure(String),
    Faulty(String),
}

/// One row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub line: u32,
    /// «Лисюк Юрій»; empty when the row could not be read.
    pub name: String,
    pub verdict: Verdict,
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (word, reason) = match &self.verdict {
            Verdict::New => ("new", ""),
            Verdict::Same(reason) => ("same", reason.as_str()),
            Verdict::Unsure(reason) => ("unsure", reason.as_str()),
            Verdict::Faulty(reason) => ("faulty", reason.as_str()),
        };
        write!(f, "line {}: {word}", self.line)?;
        if !self.name.is_empty() {
            write!(f, ": {}", self.name)?;
        }
        if !reason.is_empty() {
            write!(f, ": {reason}")?;
        }
        Ok(())
    }
}

/// How many rows were what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    pub new: u32,
    pub same: u32,
    pub unsure: u32,
    pub faulty: u32,
    /// Pictures kept with new rows.
    pub pictures: u32,
    /// Pictures that rows name and that were left out, for want of a folder to look in.
    pub pictures_left_out: u32,
    pub dry_run: bool,
    pub published: bool,
}

impl Summary {
    pub fn count(&mut self, verdict: &Verdict) {
        match verdict {
            Verdict::New => self.new += 1,
            Verdict::Same(_) => self.same += 1,
            Verdict::Unsure(_) => self.unsure += 1,
            Verdict::Faulty(_) => self.faulty += 1,
        }
    }

    pub fn rows(&self) -> u32 {
        self.new + self.same + self.unsure + self.faulty
    }

    /// Whether there were rows, and none that could be read.
    pub fn is_all_faulty(&self) -> bool {
        self.faulty > 0 && self.faulty == self.rows()
    }

    /// What became of the rows, of each kind only where there are some.
    fn became(&self) -> Vec<&'static str> {
        if self.dry_run {
            return vec!["Nothing was written: this was a dry run."];
        }
        let mut said = Vec::new();
        if self.published && self.new > 0 {
            said.push("The new ones are public.");
        }
        match (self.new > 0 && !self.published, self.unsure > 0) {
            (true, true) => said.push("The new and the unsure ones wait at the import desk."),
            (true, false) => said.push("The new ones wait at the import desk."),
            (false, true) => said.push("The unsure ones wait at the import desk."),
            (false, false) => {}
        }
        if self.faulty > 0 {
            said.push("The faulty ones stand at the import desk, to be corrected there.");
        }
        if said.is_empty() {
            said.push("There was nothing new in the list.");
        }
        said
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            new,
            same,
            unsure,
            faulty,
            pictures,
            pictures_left_out,
            ..
        } = self;
        let rows = self.rows();
        writeln!(
            f,
            "{}: {new} new, {same} same, {unsure} unsure, {faulty} faulty; {}.",
            counted(rows, "row"),
            counted(*pictures, "picture")
        )?;
        if *pictures_left_out > 0 {
            writeln!(
                f,
                "{} left out: say where they are with --photos DIR.",
                match pictures_left_out {
                    1 => "1 picture was".to_owned(),
                    many => format!("{many} pictures were"),
                }
            )?;
        }
        f.write_str(&self.became().join(" "))
    }
}

fn counted(number: u32, thing: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{ending}")
}
