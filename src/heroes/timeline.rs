//! The line of a life: what happened, in the order it happened as far as that is known.

use chrono::NaiveDate;

use super::hero::{Circumstances, Event, EventKind, Place, Record, Service, Text};
use crate::dates::{Calendar, Edtf, Shape};

/// One mark on the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment<'a> {
    pub when: Option<Edtf>,
    /// The end of what lasted: a school, a job.
    pub until: Option<Edtf>,
    pub what: What<'a>,
}

/// What a mark stands for. The words are found by whoever shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What<'a> {
    Born(Option<&'a Place>),
    /// The first service, or one that came later.
    Served {
        service: &'a Service,
        first: bool,
    },
    /// Told by the family in its own words.
    Told(EventKind, &'a Text),
    /// The text is there when the end has no mark of its own to say it.
    Captured(Option<&'a Text>),
    CaptivityEnded(Option<&'a Text>),
    Died(Option<Circumstances>, Option<&'a Place>),
}

/// How finely a mark is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Day,
    Span,
    Undated,
    Death,
}

impl Moment<'_> {
    pub fn mark(&self) -> Mark {
        match (&self.what, self.when.map(|when| when.shape())) {
            (What::Died(..), _) => Mark::Death,
            (_, None) => Mark::Undated,
            (_, Some(Shape::Exact(Calendar::Day(_)))) => Mark::Day,
            _ => Mark::Span,
        }
    }
}

/// The marks in order: dated ones by their first possible day; one without a date keeps its place after what was told
/// before it, and what it tells of a civil life stands before the service.
pub fn timeline(record: &Record) -> Vec<Moment<'_>> {
    let mut line: Vec<(Option<usize>, Moment<'_>)> = Vec::new();
    for (at, event) in record.events.iter().enumerate() {
        line.extend(
            marks(event, record)
                .into_iter()
                .filter(|moment| moment.when.is_some())
                .map(|moment| (Some(at), moment)),
        );
    }
    for (at, service) in record
        .service
        .iter()
        .enumerate()
        .filter(|(_, service)| service.from.is_some())
    {
        line.push((
            None,
            Moment {
                when: service.from,
                until: None,
                what: What::Served {
                    service,
                    first: at == 0,
                },
            },
        ));
    }
    line.sort_by_key(|(_, moment)| day(moment));
    if record.born.is_some() || record.birth_place.is_some() {
        line.insert(
            0,
            (
                None,
                Moment {
                    when: record.born,
                    until: None,
                    what: What::Born(record.birth_place.as_ref()),
                },
            ),
        );
    }
    for (at, event) in record.events.iter().enumerate() {
        for moment in marks(event, record)
            .into_iter()
            .filter(|moment| moment.when.is_none())
        {
            let place = place_of(&line, record, at);
            line.insert(place, (Some(at), moment));
        }
    }
    let mut line: Vec<_> = line.into_iter().map(|(_, moment)| moment).collect();
    if record.died.is_some() || record.death_place.is_some() {
        line.push(Moment {
            when: record.died,
            until: None,
            what: What::Died(record.circumstances, record.death_place.as_ref()),
        });
    }
    line
}

/// Captivity has a beginning and an end; everything else one mark.
fn marks<'a>(event: &'a Event, record: &Record) -> Vec<Moment<'a>> {
    let text = (!event.text.is_empty()).then_some(&event.text);
    match (event.kind, text) {
        (EventKind::Captivity, _) => {
            let died_there =
                record.circumstances == Some(Circumstances::Captivity) && event.to == record.died;
            let end = event.to.filter(|_| !died_there);
            let begin = Moment {
                when: event.from,
                until: None,
                what: What::Captured(text.filter(|_| end.is_none())),
            };
            let end = end.map(|end| Moment {
                when: Some(end),
                until: None,
                what: What::CaptivityEnded(text),
            });
            std::iter::once(begin).chain(end).collect()
        }
        (kind, Some(text)) => vec![Moment {
            when: event.from.or(event.to),
            until: event.from.and(event.to),
            what: What::Told(kind, text),
        }],
        (_, None) => Vec::new(),
    }
}

fn day(moment: &Moment<'_>) -> Option<NaiveDate> {
    let when = moment.when?;
    when.first().or(when.last())
}

/// Where a mark without a date goes: after the nearest event of its sort told before it; else at the beginning of what it
/// belongs to.
fn place_of(line: &[(Option<usize>, Moment<'_>)], record: &Record, at: usize) -> usize {
    let civil = is_civil(record.events[at].kind);
    let before = (0..at)
        .rev()
        .filter(|earlier| is_civil(record.events[*earlier].kind) == civil);
    for earlier in before {
        if let Some(place) = line.iter().rposition(|(event, _)| *event == Some(earlier)) {
            return place + 1;
        }
    }
    // A captivity whose end is known and whose beginning is not still begins before it ends.
    if let Some(own) = line.iter().position(|(event, _)| *event == Some(at)) {
        return own;
    }
    let born = usize::from(matches!(
        line.first(),
        Some((
            _,
            Moment {
                what: What::Born(_),
                ..
            }
        ))
    ));
    if civil {
        return born;
    }
    let served = line
        .iter()
        .position(|(_, moment)| matches!(moment.what, What::Served { .. }));
    served.map_or(line.len().max(born), |served| served + 1)
}

fn is_civil(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Education | EventKind::Work | EventKind::Family | EventKind::Other
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(json: &str) -> Record {
        serde_json::from_str(json).unwrap()
    }

    fn told(record: &Record) -> Vec<String> {
        timeline(record)
            .iter()
            .map(|moment| {
                let when = moment.when.map_or("—".to_owned(), |when| when.to_string());
                let what = match moment.what {
                    What::Born(_) => "born".to_owned(),
                    What::Served { first, .. } => {
                        if first { "served" } else { "served on" }.to_owned()
                    }
                    What::Told(_, text) => text.uk.clone().unwrap(),
                    What::Captured(text) => text.map_or("captured".to_owned(), |text| {
                        format!("captured: {}", text.uk.clone().unwrap())
                    }),
                    What::CaptivityEnded(text) => text.map_or("freed".to_owned(), |text| {
                        format!("freed: {}", text.uk.clone().unwrap())
                    }),
                    What::Died(..) => "died".to_owned(),
                };
                format!("{when} {what}")
            })
            .collect()
    }

    #[test]
    fn the_line_of_yurii_lysiuk() {
        let lysiuk = record(
            r#"{"name": {"family": "Лисюк", "given": "Юрій"}, "born": "1996-05", "died": "2024-03-05",
                "service": [{"unit": "58-motorized", "from": "2022-02-24"}],
                "events": [{"kind": "captivity", "from": "2022-05", "to": "2022-08-09/2022-09-08", "text": {"uk": "Звільнений"}},
                           {"kind": "education", "text": {"uk": "ліцей"}}, {"kind": "work", "text": {"uk": "пилорамник"}}]}"#,
        );
        assert_eq!(
            told(&lysiuk),
            [
                "1996-05 born",
                "— ліцей",
                "— пилорамник",
                "2022-02-24 served",
                "2022-05 captured",
                "2022-08-09/2022-09-08 freed: Звільнений",
                "2024-03-05 died"
            ]
        );
        let marks: Vec<_> = timeline(&lysiuk).iter().map(Moment::mark).collect();
        assert_eq!(
            marks,
            [
                Mark::Span,
                Mark::Undated,
                Mark::Undated,
                Mark::Day,
                Mark::Span,
                Mark::Span,
                Mark::Death
            ]
        );
    }

    #[test]
    fn what_has_no_date_follows_what_was_told_before_it() {
        let life = record(
            r#"{"name": {"family": "Б", "given": "А"}, "born": "1980",
                "service": [{"from": "2014"}, {"from": "2020"}],
                "events": [{"kind": "education", "from": "1997", "text": {"uk": "школа"}}, {"kind": "work", "text": {"uk": "завод"}},
                           {"kind": "family", "from": "2005", "text": {"uk": "весілля"}}, {"kind": "wound", "text": {"uk": "поранення"}}]}"#,
        );
        assert_eq!(
            told(&life),
            [
                "1980 born",
                "1997 школа",
                "— завод",
                "2005 весілля",
                "2014 served",
                "— поранення",
                "2020 served on"
            ]
        );
    }

    #[test]
    fn a_captivity_that_ended_in_death_has_no_end_of_its_own() {
        let life = record(
            r#"{"name": {"family": "Б", "given": "А"}, "died": "2023-01-01", "circumstances": "captivity",
                "events": [{"kind": "captivity", "from": "2022-05", "to": "2023-01-01", "text": {"uk": "Маріуполь"}}]}"#,
        );
        assert_eq!(
            told(&life),
            ["2022-05 captured: Маріуполь", "2023-01-01 died"]
        );
        let life = record(
            r#"{"name": {"family": "Б", "given": "А"}, "service": [{"from": "2021"}],
                "events": [{"kind": "captivity"}, {"kind": "captivity", "to": "2023"}]}"#,
        );
        assert_eq!(
            told(&life),
            ["2021 served", "— captured", "— captured", "2023 freed"]
        );
    }

    #[test]
    fn nothing_known_is_no_line() {
        assert!(timeline(&record(r#"{"name": {"family": "Б", "given": "А"}}"#)).is_empty());
    }
}
