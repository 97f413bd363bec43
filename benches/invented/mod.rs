//! Invented people for the benches: names, places and the chance that picks them, the same in every run.

/// Different family names; as many as a million people of one country bear, nearly.
pub const FAMILIES: usize = 120_000;

/// A family name of its own for each number: a few of many bearers, many of few, as in life.
pub fn family(number: usize) -> String {
    let root = ROOTS[number % ROOTS.len()];
    let ending = ENDINGS[number / ROOTS.len() % ENDINGS.len()];
    let rest = number / (ROOTS.len() * ENDINGS.len());
    if rest == 0 {
        return format!("{root}{ending}");
    }
    let middle = SYLLABLES[rest % SYLLABLES.len()];
    let second = if rest < SYLLABLES.len() {
        ""
    } else {
        SYLLABLES[rest / SYLLABLES.len() % SYLLABLES.len()]
    };
    format!("{root}{second}{middle}{ending}")
}

const SYLLABLES: [&str; 20] = [
    "", "ар", "ин", "ов", "ель", "ач", "ур", "ил", "ош", "ед", "ім", "уб", "аз", "ент", "ох", "ис",
    "ал", "ер", "ян", "уп",
];
pub const ROOTS: [&str; 48] = [
    "Ткач",
    "Коваль",
    "Бондар",
    "Шевч",
    "Мельн",
    "Лис",
    "Гонч",
    "Кравч",
    "Олій",
    "Пономар",
    "Савч",
    "Руд",
    "Мороз",
    "Литвин",
    "Козак",
    "Марч",
    "Поліщ",
    "Клим",
    "Гайд",
    "Заруб",
    "Дем’ян",
    "Щерб",
    "Яким",
    "Юрк",
    "Федор",
    "Цимбал",
    "Чорн",
    "Хом",
    "Ґалаґан",
    "Зінч",
    "Іван",
    "Петр",
    "Павл",
    "Степан",
    "Тимош",
    "Григор",
    "Данил",
    "Захар",
    "Кирил",
    "Левч",
    "Матв",
    "Назар",
    "Остап",
    "Прокоп",
    "Роман",
    "Семен",
    "Тарас",
    "Ул",
];
const ENDINGS: [&str; 12] = [
    "енко",
    "ук",
    "юк",
    "ак",
    "ик",
    "ський",
    "ів",
    "ишин",
    "ець",
    "унь",
    "ило",
    "ан",
];
pub const GIVEN: [&str; 24] = [
    "Олександр",
    "Сергій",
    "Володимир",
    "Андрій",
    "Микола",
    "Юрій",
    "Віталій",
    "Іван",
    "Дмитро",
    "Михайло",
    "Роман",
    "Василь",
    "Максим",
    "Ігор",
    "Олег",
    "Віктор",
    "Богдан",
    "Євген",
    "Анатолій",
    "Тарас",
    "Ярослав",
    "Дем’ян",
    "Ілля",
    "Марія",
];
pub const PLACES: [&str; 20] = [
    "Житомир",
    "Буряківка",
    "Пулини",
    "Вінниця",
    "Калуш",
    "Лубни",
    "Сквира",
    "Тульчин",
    "Ковель",
    "Жмеринка",
    "Канів",
    "Бровари",
    "Стрий",
    "Самбір",
    "Миргород",
    "Путивль",
    "Охтирка",
    "Ізюм",
    "Олешки",
    "Нікополь",
];

/// The same numbers in every run.
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % end
    }

    pub fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }

    /// A family name that many bear more often than one that few do.
    pub fn family(&mut self) -> String {
        let numbers = [(); 3].map(|()| self.below(FAMILIES));
        family(numbers.into_iter().min().unwrap_or_default())
    }
}
