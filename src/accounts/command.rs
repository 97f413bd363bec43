//! `heroes-memorial user …`: accounts from the shell, by whoever holds the machine. A password is prompted for twice, or
//! read as one line from standard input; it is never an argument, where others could read it in the list of processes.

use std::io::{BufRead, IsTerminal, Read};

use anyhow::{Context, bail};
use chrono::{DateTime, Utc};
use clap::{Subcommand, ValueEnum};
use serde_json::json;

use super::account::{AccountName, LONGEST_PASSWORD, NewPassword, Role, SHORTEST_PASSWORD};
use super::{password, queries};
use crate::db::Database;
use crate::moderation::journal::{self, Act, Actor, Subject};

#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Add an account; its password is prompted for, or read as one line from standard input
    Add {
        name: String,
        #[arg(long, value_enum)]
        role: Role,
    },
    /// List all accounts
    List,
    /// Shut an account; its sessions end at once
    Disable { name: String },
    /// Give an account a new password, take off its second factor, and open it again if it was shut; its sessions end
    Reset { name: String },
}

impl ValueEnum for Role {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.word()))
    }
}

pub fn run(database: &Database, command: UserCommand, now: DateTime<Utc>) -> anyhow::Result<()> {
    match command {
        UserCommand::Add { name, role } => add(database, &name, role, now),
        UserCommand::List => list(database),
        UserCommand::Disable { name } => disable(database, &name, now),
        UserCommand::Reset { name } => reset(database, &name, now),
    }
}

fn add(database: &Database, name: &str, role: Role, now: DateTime<Utc>) -> anyhow::Result<()> {
    let name = AccountName::parse(name)?;
    if let Some(account) = database.read_now(|conn| queries::named(conn, &name))? {
        match account.disabled_at {
            None => bail!("There is an account {} already.", account.name),
            Some(_) => bail!(
                "The account {} is shut; `user reset` opens it again with a new password.",
                account.name
            ),
        }
    }
    let hash = password::hash_now(&asked(&name)?)?;
    let added = database.write_now(|conn| {
        let added = queries::add(conn, &name, &hash, role, now)?;
        if added.is_some() {
            note(conn, "add-account", &name, now)?;
        }
        Ok(added)
    })?;
    added.with_context(|| format!("There is an account {} already.", name.as_str()))?;
    println!(
        "{} can sign in at /admin/sign-in as {}.",
        name.as_str(),
        role.word()
    );
    Ok(())
}

fn list(database: &Database) -> anyhow::Result<()> {
    let (accounts, proven) =
        database.read_now(|conn| Ok((queries::all(conn)?, queries::with_second_factor(conn)?)))?;
    if accounts.is_empty() {
        println!("Nobody has an account yet. `serve` prints a link that makes the first one.");
    }
    for account in accounts {
        let state = account.disabled_at.map_or_else(
            || "open".to_owned(),
            |at| format!("shut on {}", at.format("%Y-%m-%d")),
        );
        println!(
            "{}\t{}\tsince {}\t{state}\t{}",
            account.name,
            account.role.word(),
            account.created_at.format("%Y-%m-%d"),
            if proven.contains(&account.id) {
                "second factor"
            } else {
                "password alone"
            }
        );
    }
    Ok(())
}

fn disable(database: &Database, name: &str, now: DateTime<Utc>) -> anyhow::Result<()> {
    let (name, id) = known(database, name)?;
    database.write_now(|conn| {
        queries::disable(conn, id, now)?;
        note(conn, "disable-account", &name, now)
    })?;
    println!(
        "The account {} is shut and its sessions have ended.",
        name.as_str()
    );
    Ok(())
}

fn reset(database: &Database, name: &str, now: DateTime<Utc>) -> anyhow::Result<()> {
    let (name, id) = known(database, name)?;
    let hash = password::hash_now(&asked(&name)?)?;
    let taken_off = database.write_now(|conn| {
        queries::reset(conn, id, &hash)?;
        let had_second_factor = queries::take_off(conn, id)?;
        if had_second_factor {
            queries::notify(conn, id, queries::SECOND_FACTOR_TAKEN_OFF, None, now)?;
            note(conn, "take-off-second-factor", &name, now)?;
        }
        note(conn, "reset-password", &name, now)?;
        Ok(had_second_factor)
    })?;
    println!(
        "The account {} has a new password; its sessions have ended{}.",
        name.as_str(),
        if taken_off {
            " and its second factor is off"
        } else {
            ""
        }
    );
    Ok(())
}

fn known(database: &Database, name: &str) -> anyhow::Result<(AccountName, i32)> {
    let name = AccountName::parse(name)?;
    let account = database.read_now(|conn| queries::named(conn, &name))?;
    let account = account.with_context(|| {
        format!(
            "There is no account {}; `user list` shows them all.",
            name.as_str()
        )
    })?;
    // By the name it has, however it was typed.
    Ok((AccountName::parse(&account.name)?, account.id))
}

fn note(
    conn: &mut diesel::SqliteConnection,
    act: &'static str,
    name: &AccountName,
    now: DateTime<Utc>,
) -> diesel::QueryResult<()> {
    let subject = Subject {
        detail: Some(json!({"account": name.as_str()})),
        ..Subject::default()
    };
    journal::write(conn, Actor::Shell, Act(act), subject, now)
}

fn asked(name: &AccountName) -> anyhow::Result<NewPassword> {
    let (typed, again) = if std::io::stdin().is_terminal() {
        let prompt = |words: String| {
            rpassword::prompt_password(words).context("The password could not be read.")
        };
        (
            prompt(format!(
                "Password for {} (at least {SHORTEST_PASSWORD} characters): ",
                name.as_str()
            ))?,
            prompt("Once more: ".to_owned())?,
        )
    } else {
        let mut line = String::new();
        let bound = 4 * (LONGEST_PASSWORD as u64 + 2);
        std::io::stdin()
            .lock()
            .take(bound)
            .read_line(&mut line)
            .context("The password could not be read from standard input.")?;
        let line = line.trim_end_matches(['\r', '\n']).to_owned();
        (line.clone(), line)
    };
    Ok(NewPassword::parse(&typed, &again, name.as_str())?)
}
