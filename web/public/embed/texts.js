// What the widget says of its own.
export const TEXTS = /** @type {const} */ ({
  board: ["代表建议公示板", "Notice board of deputies' suggestions"],
  item: ["代表建议办理情况", "Progress of a suggestion"],
  voice: ["向人大代表反映问题", "Tell the people's congress"],
  rates: ["代表建议办理指标", "Figures of deputies' suggestions"],
  loading: ["正在载入…", "Loading…"],
  blocked: ["这里暂时不能显示内容。", "The content cannot be shown here."],
  outside: ["在新窗口打开", "Open in a new window"],
  badSource: ["src 属性不是网址。", "The attribute src is no address."],
  noItem: ["没有指定建议编号（item 属性）。", "No suggestion is named (attribute item)."],
});
