// What has to be known before the first picture: the size of the text and the language. The page's own
// script is ten times as long and comes later; whoever has chosen large text would see all of it jump.
// It is loaded `async`, beside the style sheet that every picture waits for: it is there in time where
// the network lives, and holds nothing up where it does not.
import { applySize, firstLang } from "./settings.js";
import { langTag } from "./words.js";

applySize();
document.documentElement.lang = langTag(firstLang());
