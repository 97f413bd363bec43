//! What a harvester asks: one of six verbs with its arguments, or the error that the protocol has for it.

use chrono::{DateTime, NaiveDate, Utc};

/// The metadata that a record can be had in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Dublin Core, which every repository has.
    DublinCore,
    /// The record format of this memorial as XML.
    Memorial,
}

impl Format {
    pub const ALL: [Self; 2] = [Self::DublinCore, Self::Memorial];

    pub fn prefix(self) -> &'static str {
        match self {
            Self::DublinCore => "oai_dc",
            Self::Memorial => "memorial",
        }
    }

    pub fn from_prefix(prefix: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|format| format.prefix() == prefix)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    Identifiers,
    Records,
}

impl List {
    pub fn verb(self) -> &'static str {
        match self {
            Self::Identifiers => "ListIdentifiers",
            Self::Records => "ListRecords",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    Identify,
    ListMetadataFormats {
        identifier: Option<String>,
    },
    ListSets,
    GetRecord {
        identifier: String,
        format: Format,
    },
    List(List, Selection),
    /// The rest of a list, by what was given with its beginning.
    Resume(List, String),
}

/// What of all records; hours in UTC, both ends among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    pub format: Format,
    pub from: Option<String>,
    pub until: Option<String>,
    pub set: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub code: Code,
    pub words: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    BadVerb,
    BadArgument,
    BadResumptionToken,
    CannotDisseminateFormat,
    IdDoesNotExist,
    NoRecordsMatch,
}

impl Code {
    pub fn word(self) -> &'static str {
        match self {
            Self::BadVerb => "badVerb",
            Self::BadArgument => "badArgument",
            Self::BadResumptionToken => "badResumptionToken",
            Self::CannotDisseminateFormat => "cannotDisseminateFormat",
            Self::IdDoesNotExist => "idDoesNotExist",
            Self::NoRecordsMatch => "noRecordsMatch",
        }
    }

    /// Whether the answer repeats what was asked: not what cannot be understood.
    pub fn repeats(self) -> bool {
        !matches!(self, Self::BadVerb | Self::BadArgument)
    }
}

impl Fault {
    pub fn new(code: Code, words: impl Into<String>) -> Self {
        Self {
            code,
            words: words.into(),
        }
    }
}

/// The arguments in the order in which they came.
pub type Arguments = Vec<(String, String)>;

pub fn read(arguments: &Arguments) -> Result<Request, Fault> {
    let mut verbs = arguments.iter().filter(|(name, _)| name == "verb");
    let verb = match (verbs.next(), verbs.next()) {
        (Some((_, verb)), None) => verb.as_str(),
        (None, _) => return Err(Fault::new(Code::BadVerb, "The verb is missing")),
        _ => return Err(Fault::new(Code::BadVerb, "The verb is repeated")),
    };
    let list = match verb {
        "Identify" => {
            Given::of(arguments, &[])?;
            return Ok(Request::Identify);
        }
        "ListMetadataFormats" => {
            let given = Given::of(arguments, &["identifier"])?;
            return Ok(Request::ListMetadataFormats {
                identifier: given.get("identifier"),
            });
        }
        "ListSets" => {
            let given = Given::of(arguments, &["resumptionToken"])?;
            return match given.get("resumptionToken") {
                // The list of sets is given whole, so nothing resumes it.
                Some(_) => Err(Fault::new(
                    Code::BadResumptionToken,
                    "There is no such token",
                )),
                None => Ok(Request::ListSets),
            };
        }
        "GetRecord" => {
            let given = Given::of(arguments, &["identifier", "metadataPrefix"])?;
            return Ok(Request::GetRecord {
                identifier: given.need("identifier")?,
                format: format(&given.need("metadataPrefix")?)?,
            });
        }
        "ListIdentifiers" => List::Identifiers,
        "ListRecords" => List::Records,
        _ => return Err(Fault::new(Code::BadVerb, "There is no such verb")),
    };
    let given = Given::of(
        arguments,
        &["metadataPrefix", "from", "until", "set", "resumptionToken"],
    )?;
    if let Some(token) = given.get("resumptionToken") {
        if arguments.len() > 2 {
            return Err(Fault::new(
                Code::BadArgument,
                "resumptionToken stands alone beside the verb",
            ));
        }
        return Ok(Request::Resume(list, token));
    }
    let (from, until) = (given.get("from"), given.get("until"));
    if let (Some(from), Some(until)) = (&from, &until)
        && from.len() != until.len()
    {
        return Err(Fault::new(
            Code::BadArgument,
            "from and until have different granularities",
        ));
    }
    let from = from.map(|from| moment(&from, "T00:00:00Z")).transpose()?;
    let until = until
        .map(|until| moment(&until, "T23:59:59Z"))
        .transpose()?;
    if from
        .as_ref()
        .zip(until.as_ref())
        .is_some_and(|(from, until)| from > until)
    {
        return Err(Fault::new(Code::BadArgument, "from is after until"));
    }
    Ok(Request::List(
        list,
        Selection {
            format: format(&given.need("metadataPrefix")?)?,
            from,
            until,
            set: given.get("set"),
        },
    ))
}

struct Given<'a>(&'a Arguments);

impl<'a> Given<'a> {
    /// Every argument is one of the verb's own, and none is there twice.
    fn of(arguments: &'a Arguments, allowed: &[&str]) -> Result<Self, Fault> {
        for (at, (name, value)) in arguments.iter().enumerate() {
            let shown: String = name.chars().take(40).collect();
            if name != "verb" && !allowed.contains(&name.as_str()) {
                return Err(Fault::new(
                    Code::BadArgument,
                    format!("{shown} is no argument of this verb"),
                ));
            }
            if arguments[..at].iter().any(|(before, _)| before == name) {
                return Err(Fault::new(
                    Code::BadArgument,
                    format!("{shown} is repeated"),
                ));
            }
            if value.is_empty() {
                return Err(Fault::new(Code::BadArgument, format!("{shown} is empty")));
            }
        }
        Ok(Self(arguments))
    }

    fn get(&self, name: &str) -> Option<String> {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.clone())
    }

    fn need(&self, name: &str) -> Result<String, Fault> {
        self.get(name)
            .ok_or_else(|| Fault::new(Code::BadArgument, format!("{name} is missing")))
    }
}

fn format(prefix: &str) -> Result<Format, Fault> {
    Format::from_prefix(prefix).ok_or_else(|| {
        Fault::new(
            Code::CannotDisseminateFormat,
            "There are the formats oai_dc and memorial",
        )
    })
}

/// A day, to which `hour` is added, or a second of UTC.
fn moment(written: &str, hour: &str) -> Result<String, Fault> {
    let whole = match written.len() {
        10 => format!("{written}{hour}"),
        _ => written.to_owned(),
    };
    let is_day = NaiveDate::parse_from_str(whole.get(..10).unwrap_or_default(), "%Y-%m-%d").is_ok();
    let read: Option<DateTime<Utc>> = whole.parse().ok();
    // As it is written back: nothing but YYYY-MM-DDThh:mm:ssZ is the same.
    match read.filter(|_| is_day) {
        Some(read) if read.format("%Y-%m-%dT%H:%M:%SZ").to_string() == whole => Ok(whole),
        _ => Err(Fault::new(
            Code::BadArgument,
            "a time is written YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn asked(query: &str) -> Result<Request, Code> {
        let arguments = url::form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect();
        read(&arguments).map_err(|fault| fault.code)
    }

    #[test]
    fn every_wrong_question_has_the_error_of_the_protocol() {
        for (query, code) in [
            ("", Code::BadVerb),
            ("verb=", Code::BadVerb),
            ("verb=identify", Code::BadVerb),
            ("verb=Identify&verb=Identify", Code::BadVerb),
            ("verb=Identify&set=x", Code::BadArgument),
            ("verb=GetRecord&metadataPrefix=oai_dc", Code::BadArgument),
            ("verb=GetRecord&identifier=oai:x:1", Code::BadArgument),
            (
                "verb=GetRecord&identifier=oai:x:1&metadataPrefix=marc",
                Code::CannotDisseminateFormat,
            ),
            ("verb=ListRecords", Code::BadArgument),
            (
                "verb=ListRecords&metadataPrefix=marc",
                Code::CannotDisseminateFormat,
            ),
            (
                "verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc",
                Code::BadArgument,
            ),
            (
                "verb=ListRecords&metadataPrefix=oai_dc&from=",
                Code::BadArgument,
            ),
            (
                "verb=ListRecords&metadataPrefix=oai_dc&from=2024",
                Code::BadArgument,
            ),
            (
                "verb=ListRecords&metadataPrefix=oai_dc&from=2024-02-30",
                Code::BadArgument,
            ),
            (
                "verb=ListRecords&metadataPrefix=oai_dc&from=2024-02-03T10:00Z",
                Code::BadArgument,
            ),
            (
                "verb=ListRecords&metadataPrefix=oai_dc&from=2024-02-03T10:00:00%2B02:00",
                Code::BadArgument,
            ),
            (
                "verb=ListRecords&metadataPrefix=oai_dc&from=2024-02-03&until=2024-02-04T10:00:00Z",
                Code::BadArgument,
            ),
            (
                "verb=ListRecords&metadataPrefix=oai_dc&from=2024-02-05&until=2024-02-04",
                Code::BadArgument,
            ),
            (
                "verb=ListRecords&resumptionToken=x&metadataPrefix=oai_dc",
                Code::BadArgument,
            ),
            ("verb=ListSets&resumptionToken=x", Code::BadResumptionToken),
        ] {
            assert_eq!(asked(query), Err(code), "{query}");
        }
    }

    #[test]
    fn a_day_is_all_of_it() {
        let Ok(Request::List(List::Records, selection)) = asked(
            "verb=ListRecords&metadataPrefix=memorial&from=2024-02-05&until=2024-02-05&set=from-UA-18",
        ) else {
            panic!("it can be asked so")
        };
        assert_eq!(selection.from.as_deref(), Some("2024-02-05T00:00:00Z"));
        assert_eq!(selection.until.as_deref(), Some("2024-02-05T23:59:59Z"));
        assert_eq!(selection.format, Format::Memorial);
    }

    proptest! {
        #[test]
        fn whatever_is_asked_is_answered(query in "(verb=(ListRecords|GetRecord|x)&)?([a-zA-Z]{0,9}=[-0-9a-zA-Z:.TZ%]{0,24}&?){0,5}|\\PC{0,60}") {
            let _ = asked(&query);
        }
    }
}
