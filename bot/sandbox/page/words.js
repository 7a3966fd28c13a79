// The page's own words. What the bot says comes from the bot; this is only the frame around it.

const WORDS = {
  sandbox: ["Сынақ алаңы", "Песочница", "Sandbox"],
  staysHere: [
    "Бұл жерде жазылғанның бәрі осы компьютерде қалады.",
    "Всё, что здесь написано, остаётся на этом компьютере.",
    "Everything written here stays on this computer.",
  ],
  whoAreYou: ["Сіз кімсіз?", "Кто вы?", "Who are you?"],
  group: ["Топ", "Группа", "Group"],
  groups: ["Топтағы әңгіме", "Разговор в группе", "A talk in a group"],
  chats: ["Чаттар", "Чаты", "Chats"],
  gallery: ["Экрандар галереясы", "Галерея экранов", "Gallery of screens"],
  start: ["Бастау", "Начать", "Start"],
  newChat: ["Әзірге хабарлама жоқ", "Сообщений пока нет", "No messages yet"],
  whatCanBot: ["Бұл бот не істей алады?", "Что умеет этот бот?", "What can this bot do?"],
  pressStart: [
    "Әңгіме бастау үшін «Бастау» батырмасын басыңыз.",
    "Чтобы начать разговор, нажмите «Начать».",
    "Press Start to begin the talk.",
  ],
  sayInGroup: [
    "Топта бот командаға, өз хабарламасына жазылған жауапқа және @ арқылы атағанға жауап береді.",
    "В группе бот отвечает на команды, на ответы ему и на упоминания.",
    "In a group the bot answers commands, replies to it and mentions of it.",
  ],
  bot: ["бот", "бот", "bot"],
  you: ["Сіз", "Вы", "You"],
  typing: ["жазып жатыр", "печатает", "typing"],
  message: ["Хабарлама", "Сообщение", "Message"],
  send: ["Жіберу", "Отправить", "Send"],
  attach: ["Тіркеу", "Прикрепить", "Attach"],
  commands: ["Командалар", "Команды", "Commands"],
  photo: ["Фото", "Фото", "Photo"],
  file: ["Файл", "Файл", "File"],
  location: ["Орналасқан жер", "Геопозиция", "Location"],
  sticker: ["Стикер", "Стикер", "Sticker"],
  voice: ["Дауыстық хабарлама", "Голосовое сообщение", "Voice message"],
  inline: ["Бот арқылы іздеу", "Поиск через бота", "Search with the bot"],
  searching: ["Ізделуде…", "Поиск…", "Searching…"],
  nothingFound: ["Ештеңе табылмады", "Ничего не найдено", "Nothing found"],
  keyboard: ["Пернетақта", "Клавиатура бота", "Bot keyboard"],
  reply: ["Жауап беру", "Ответить", "Reply"],
  edit: ["Өңдеу", "Изменить", "Edit"],
  editing: ["Хабарламаны өңдеу", "Изменение сообщения", "Edit the message"],
  copy: ["Мәтінді көшіру", "Копировать текст", "Copy text"],
  copied: ["Көшірілді", "Скопировано", "Copied"],
  more: ["Хабарлама мәзірі", "Меню сообщения", "Message menu"],
  menu: ["Мәзір", "Меню", "Menu"],
  back: ["Артқа", "Назад", "Back"],
  cancel: ["Болдырмау", "Отмена", "Cancel"],
  close: ["Жабу", "Закрыть", "Close"],
  ok: ["Жарайды", "Понятно", "OK"],
  block: ["Ботты бұғаттау", "Заблокировать бота", "Block the bot"],
  unblock: ["Бұғаттан шығару", "Разблокировать", "Unblock"],
  blocked: ["Сіз ботты бұғаттадыңыз", "Вы заблокировали бота", "You blocked the bot"],
  removeBot: ["Ботты топтан шығару", "Удалить бота из группы", "Remove the bot from the group"],
  addBot: ["Ботты топқа қосу", "Добавить бота в группу", "Add the bot to the group"],
  speakAs: ["Кім болып жазасыз?", "От чьего имени писать?", "Write as"],
  pinned: ["Бекітілген хабарлама", "Закреплённое сообщение", "Pinned message"],
  today: ["Бүгін", "Сегодня", "Today"],
  yesterday: ["Кеше", "Вчера", "Yesterday"],
  edited: ["өңделді", "изменено", "edited"],
  via: ["арқылы", "через", "via"],
  download: ["Жүктеп алу", "Скачать", "Download"],
  enlarge: ["Үлкейту", "Увеличить", "Enlarge"],
  spoiler: [
    "Жасырын мәтін, көру үшін басыңыз",
    "Скрытый текст, нажмите, чтобы увидеть",
    "Hidden text, press to see it",
  ],
  showAll: ["Толығырақ", "Развернуть", "Show all"],
  tooBig: [
    "Бұл файл тым үлкен: 20 МБ-қа дейінгі файлды жіберуге болады. Шағынырағын таңдап көріңіз.",
    "Этот файл слишком большой: можно отправить до 20 МБ. Выберите, пожалуйста, файл поменьше.",
    "This file is too big: up to 20 MB can be sent. Please choose a smaller one.",
  ],
  emptyFile: [
    "Бұл файл бос, сондықтан оны жіберу мүмкін емес.",
    "Этот файл пуст, отправить его нельзя.",
    "This file is empty, so it cannot be sent.",
  ],
  notPicture: [
    "Бұл сурет емес сияқты. Оны файл ретінде жіберіп көріңіз.",
    "Похоже, это не картинка. Попробуйте отправить её файлом.",
    "This does not look like a picture. Try sending it as a file.",
  ],
  wherePlace: ["Қай жерді жібересіз?", "Какое место отправить?", "Which place to send?"],
  latitude: ["Ендік", "Широта", "Latitude"],
  longitude: ["Бойлық", "Долгота", "Longitude"],
  mine: ["Мен тұрған жер", "Моё место", "My place"],
  noPlace: [
    "Браузер қайда екеніңізді айтпады. Қаланы таңдаңыз немесе екі санды енгізіңіз.",
    "Браузер не сообщил, где вы. Выберите город или введите два числа.",
    "The browser did not say where you are. Choose a town or enter two numbers.",
  ],
  sandboxTime: ["Сынақ алаңының уақыты", "Время песочницы", "Sandbox time"],
  timeNote: [
    "Бұл – нақты уақыт емес: еске салуды көру үшін алға жылжытыңыз.",
    "Это не настоящее время: переведите его вперёд, чтобы увидеть напоминания.",
    "This is not the real time: move it forward to see reminders.",
  ],
  hour: ["+1 сағат", "+1 час", "+1 hour"],
  day: ["+1 күн", "+1 день", "+1 day"],
  week: ["+1 апта", "+1 неделя", "+1 week"],
  moveTo: ["Мына сәтке жылжыту", "Перевести на", "Move to"],
  move: ["Жылжыту", "Перевести", "Move"],
  onlyForward: [
    "Уақыт тек алға жылжиды: кейінгі сәтті таңдаңыз.",
    "Время идёт только вперёд: выберите более поздний момент.",
    "Time only moves forward: choose a later moment.",
  ],
  reconnecting: [
    "Байланыс үзілді, қайта қосылып жатырмыз…",
    "Связь прервалась, подключаемся снова…",
    "Connection lost, reconnecting…",
  ],
  noConnection: [
    "Байланыс жоқ, сондықтан бұл орындалмады. Байланыс қалпына келгенде қайталап көріңіз.",
    "Нет связи, поэтому не получилось. Попробуйте ещё раз, когда связь вернётся.",
    "There is no connection, so that did not work. Please try again when it is back.",
  ],
  unsent: [
    "Байланыс жоқ, хабарлама жіберілмеді. Мәтіні өрісте қалды: байланыс қалпына келгенде қайта жіберіңіз.",
    "Нет связи, сообщение не отправлено. Текст остался в поле: отправьте его, когда связь вернётся.",
    "There is no connection, so the message was not sent. Its text is still in the field: send it when the connection is back.",
  ],
  failed: ["Бұл орындалмады", "Не получилось", "That did not work"],
  unsupported: [
    "Сынақ алаңында бұл батырма істемейді.",
    "В песочнице эта кнопка не работает.",
    "This button does nothing in the sandbox.",
  ],
  newMessages: ["Төменге", "Вниз", "To the end"],
  write: ["Хабарлама жазу", "Написать сообщение", "Write a message"],
};

const MONTHS = {
  kk: "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан".split(" "),
  ru: "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(" "),
  en: "January February March April May June July August September October November December".split(" "),
};
const DAYS = {
  kk: "жс дс сс ср бс жм сб".split(" "),
  ru: "вс пн вт ср чт пт сб".split(" "),
  en: "Sun Mon Tue Wed Thu Fri Sat".split(" "),
};
const ORDER = { kk: 0, ru: 1, en: 2 };
const HOME = 5 * 3600 * 1000; // Kazakhstan has kept one hour, UTC+5, since March 2024.

export const LANGUAGES = Object.keys(ORDER);

export function word(language, name) {
  return WORDS[name][ORDER[language]];
}

export function members(language, count) {
  if (language === "kk") return `${count} қатысушы`;
  if (language === "en") return `${count} ${count === 1 ? "member" : "members"}`;
  const form = new Intl.PluralRules("ru").select(count);
  return `${count} ${{ one: "участник", few: "участника", many: "участников" }[form] ?? "участника"}`;
}

export function fileSize(language, bytes) {
  const [unit, amount] =
    bytes < 1024 ** 2 ? [["КБ", "КБ", "KB"], bytes / 1024] : [["МБ", "МБ", "MB"], bytes / 1024 ** 2];
  const shown = amount < 10 ? Math.max(amount, 0.1).toFixed(1) : Math.round(amount).toString();
  return `${language === "en" ? shown : shown.replace(".", ",")} ${unit[ORDER[language]]}`;
}

// A moment as people in Kazakhstan see it; only the UTC getters of the result are meant to be read.
const athome = (moment) => new Date(moment.getTime() + HOME);
export const fromHome = (text) => new Date(Date.parse(`${text}Z`) - HOME);
export const forInput = (moment) => athome(moment).toISOString().slice(0, 16);
export const hours = (moment) => athome(moment).toISOString().slice(11, 16);
export const dayKey = (moment) => athome(moment).toISOString().slice(0, 10);

export function dayName(language, moment, now) {
  const away = Math.round((Date.parse(dayKey(now)) - Date.parse(dayKey(moment))) / 86400000);
  if (away === 0) return word(language, "today");
  if (away === 1) return word(language, "yesterday");
  return date(language, moment, dayKey(moment).slice(0, 4) !== dayKey(now).slice(0, 4));
}

export function date(language, moment, withYear = false) {
  const home = athome(moment);
  const day = `${home.getUTCDate()} ${MONTHS[language][home.getUTCMonth()]}`;
  if (!withYear) return day;
  return language === "kk" ? `${home.getUTCFullYear()} ж. ${day}` : `${day} ${home.getUTCFullYear()}`;
}

export function weekday(language, moment) {
  return DAYS[language][athome(moment).getUTCDay()];
}

// For the list of chats: the hour today, the date before.
export function shortly(language, moment, now) {
  if (dayKey(moment) === dayKey(now)) return hours(moment);
  const home = athome(moment);
  return `${String(home.getUTCDate()).padStart(2, "0")}.${String(home.getUTCMonth() + 1).padStart(2, "0")}`;
}
