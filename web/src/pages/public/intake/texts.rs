//! Texts of the intake.

crate::i18n::words! {
    INTAKE = "收件", "Intake";
    IS_OPEN = "已开放", "open";
    IS_CLOSED = "未开放", "closed";
    ASKING = "正在查询服务器…", "Asking the server…";
    OPEN = "开放收件…", "Open…";
    SETTINGS = "收件设置", "Intake settings";
    TAKE_NOW = "立即收取", "Take in now";
    CLOSED_HINT = "尚未开放。开放以后群众扫码可以在线反映意见，打开本页时自动收取，并把办理情况送回供群众查询。", "Not open. Once it is, citizens send voices by code; while this page is open they come in by themselves, and what becomes of them goes back.";
    NO_SERVER_SHORT = "现在不能在线收件", "Nothing comes in online now";
    NO_SERVER = "在线收件需要把工作区存放在本系统的服务器上（在“协同”中设置），并且群众的手机能打开服务器的地址。现在没有，群众扫码不能提交；到站、来电、来信的可以直接登记。", "To take voices online, this workspace is kept on a server of ours (set up under Sharing) that citizens' phones reach. It is not, so that codes take nothing; what is said in person, by telephone or letter is written down.";
    WAITING = "服务器上待收 {0} 件", "{0} waiting on the server";
    REMEMBERS = "存放位置会记下收到的时间；需要不留时间的，请使用本系统服务器的单机存储。", "This store keeps when a voice came; the server's own single file does not.";
    LAST = "{0} 收取：新收 {1} 件，送回办理情况 {2} 条", "At {0}: {1} new, {2} people told";
    REFUSED = "{0} 件不能读取，仍留在服务器上", "{0} cannot be read and stay on the server";
    ASIDE = "存成文件并从服务器移走…", "Save them and take them off the server…";
    ASIDE_DO = "存成文件并移走", "Save and take off";
    ASIDE_WHAT = "服务器上有 {0} 件民意本机不能读取：可能是随意发送的数据，也可能要由另一台设备打开。不移走会占用待收的位置。", "{0} voices on the server cannot be read here: they may be noise, or another device may have to open them. Where they stay they take the room of others.";
    ASIDE_AFTER = "先存成一个压缩文件，再从服务器移走。解压以后，可以在别的设备上用“从文件读入”再试。一次装不下的，再做一次。", "They are saved as one archive first and then go off the server. Unpacked, they can be taken in as files on another device. What does not fit is left for the next time.";
    ASIDE_FILE = "不能读取的民意_{0}.zip", "unread_voices_{0}.zip";
    ASIDE_DID = "已存成文件并移走 {0} 件", "{0} saved and taken off the server";
    TAKING = "正在收取民意，已收 {0} 件…", "Taking voices in, {0} so far…";
    RATING = "正在收取评价，已收 {0} 件…", "Taking ratings in, {0} so far…";
    TELLING = "正在送回办理情况 {0} / {1}…", "Telling people, {0} of {1}…";
    PUSHING = "正在更新 {0} 个专属码…", "Updating {0} codes…";

    OPEN_WHAT = "群众页面地址：{0}", "Where citizens speak: {0}";
    OPEN_CODES = "群众从专属码进入。", "They come by codes. ";
    TO_CODES = "设置专属码", "Set up codes";
    TITLE = "群众看到的机关名称", "The office's name, as citizens read it";
    TITLE_HINT = "例如：某某区人大常委会代表工委", "Such as the standing committee's deputies' office";
    WORK = "防止机器提交", "Against machines";
    WORK_HINT = "提交前由群众的手机计算片刻，不需要输入验证码。", "The phone reckons for a moment before it sends; nobody types anything.";
    WORK_USUAL = "一般（不到一秒）", "Usual (under a second)";
    WORK_MORE = "加强（数秒，遇到恶意提交时）", "More (some seconds, under attack)";
    OPEN_DO = "开放收件", "Open";
    SAVE = "保存", "Save";
    SHUT = "停止收件", "Close the intake";
    OPENED = "收件已开放", "The intake is open";
    CLOSED = "收件已停止，已提交的仍会收取", "The intake is closed";

    BY_FILE = "从文件读入", "Take in files";
    BY_FILE_HOW = "群众没有网络时在网页上“存为文件”后交来的民意，和其他平台按公开的格式加密后转来的民意，在这里读入。文件用本机关的收件公钥加密，只有本机关的设备能打开；重复读入的只登记一次。", "Voices that citizens without a connection saved as files, and voices that other systems sealed in the published form. They are sealed to this office's key, and only its devices open them; taken in twice they are registered once.";
    DROP = "把文件拖到这里，或者", "Drop files here, or";
    CHOOSE = "选择文件", "Choose files";
    TAKEN = "新读入 {0} 件，{1} 件先前已有", "{0} new, {1} there already";
    SHOW_KEY = "显示收件公钥", "Show the public key";
    KEY = "收件公钥：", "Public key: ";
    TOO_LARGE = "文件太大，不是一件民意", "Too large to be a voice";
}
