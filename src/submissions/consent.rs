//! What the family agrees to. A wording that anyone agreed to is never changed: a new wording is a new version.

use crate::i18n::Lang;

/// The version in force.
pub const VERSION: &str = "2026-11-25";

/// Its whole text, one paragraph an element, as it stands on the page and in `consent_texts`.
pub fn text(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::Uk => &UK,
        Lang::En => &EN,
    }
}

const UK: [&str; 5] = [
    "Я пишу те, що знаю сам чи сама або з надійного джерела. Це правда, наскільки мені відомо.",
    "Я погоджуюся, щоб Меморіал Героїв після перевірки модератором оприлюднив цю розповідь і світлини: ім’я, дати, місця, службу, історію життя — українською та англійською, без обмеження в часі, для всіх або для тих, кого я вибираю.",
    "Я маю право ділитися цими світлинами.",
    "Моє ім’я, телефон і пошту бачитимуть лише модератори, щоб зв’язатися зі мною щодо цієї розповіді. На пошту може прийти короткий лист від Меморіалу. Контактів ніколи не оприлюднять і більше нікому не передадуть. Папери, які я показую модераторові, не оприлюднять. Ким я доводжуся цій людині, запишуть разом зі згодою.",
    "Я можу будь-коли відкликати згоду за адресою своєї сторінки. Тоді розповідь приберуть, а мої контакти зітруть. Доки розповідь не взяли читати, написане можна виправити там само; після оприлюднення там само можна сховати сторінку чи її частину, а виправлення надіслати зі сторінки людини.",
];

const EN: [&str; 5] = [
    "I write what I know myself or from a reliable source. It is true as far as I know.",
    "I agree that, after a moderator has read it, the Heroes Memorial publishes this story and its pictures: the name, dates, places, service and the story of the life — in Ukrainian and in English, without a limit in time, for everyone or for those I choose.",
    "I have the right to share these pictures.",
    "Only moderators will see my name, telephone and e-mail, to reach me about this story. A short letter of the memorial may come to the e-mail address. My contacts will never be published or given to anyone else. Papers that I show to a moderator will not be published. What I was to this person is recorded together with this consent.",
    "I can withdraw my consent at any time, from the address of my own page. The story is then taken down and my contacts are erased. Until somebody has begun to read it, I can correct what I wrote there too; after publication I can hide the page or a part of it there, and send corrections from the person’s page.",
];
