//! The text of `huiyin --help`.

use huiyin_rules::Lang;

const ZH: &str = "\
回音 huiyin：代表建议办理的台账、期限与比率

用法：
  huiyin import FILE.xlsx [--rulebook NAME] [--year Y] [--sheet NAME] [--name TITLE] --out BUNDLE
      读入 Excel 台账，写成数据包；读不懂的单元格逐个列出，该行不导入
  huiyin stats BUNDLE [--kind suggestion|motion|matter] [--by unit|category|delegation|month]
      交办、办复率、面商率、三见面完成率、满意率、办结率和答复类别；有测评票数的，逐件认定结果
  huiyin explain BUNDLE NUMBER
      一件建议的来龙去脉：谁在何时依据什么做了什么，期限如何算出
  huiyin deadline --rulebook NAME|FILE.json --rule CODE --from DATE [--calendar FILE.json]
      某条规则自某日起的届满日，逐步说明；--calendar 为新公布的放假日历
  huiyin rulebook list
      随产品提供的各地规则，各写明了哪些
  huiyin rulebook show NAME|FILE.json
      一部规则的每一项：取值、依据原文、沿用自何处
  huiyin rulebook check FILE.json
      检查本地规则文件；有误时指出第几行、为什么，无误时列出与所继承规则的不同
  huiyin rulebook schema
      规则文件的 JSON Schema
  huiyin quota BUNDLE [--year Y]
      重点督办：应有几件、现有几件、缺几件，哪些可以考虑列入及其理由
  huiyin score BUNDLE --unit NAME [--year Y]
      一个承办单位一年的比率、事实和评分，每一分都有出处
  huiyin demo --suggestions N [--seed S] [--until DATE] --out BUNDLE
      生成演示数据；种子相同则内容相同
  huiyin demo --onto BUNDLE [--seed S] [--until DATE] --out BUNDLE
      为已有的数据包（如导入的台账）配上演示用的联络站、民意、意见征集和公示，日期截至
      --until（默认今天）
  huiyin publish BUNDLE --out DIR
      写出公示板的文件（board.json、item/….json、feed.xml），放到任何网站上即可；
      只含已批准公示的建议和选定的栏目，个人信息已遮蔽；已撤下的文件一并删除
  huiyin verify BOARD [--receipt CODE]… [--sheet NAME] [--names]
      核对一份公示板：另一套程序重新开箱、验签、计票并按规则认定，逐项列出不符之处；
      --receipt 查回执是否在板上（可多次使用），--sheet 为表决前公布的测评单名称（64 位），
      --names 列出记名测评中各人的选择
  huiyin tally BOARD
      本程序对同一份公示板的计票，与板上所写不同的另行列出
  huiyin serve [--listen 地址:端口] [--store 存储] [--site 目录] [--demo BUNDLE]
      多台设备同步用的服务器，并提供网页应用。存储：sqlite:文件（默认 huiyin.db）、
      postgres://…（可写多个主机）、s3://存储桶?endpoint=…&region=…（密钥在环境变量 AWS_… 中）、memory:
      --claim 码 | --no-claim        创建工作区所需的认领码（默认自动生成并显示）
      --connect 来源                 网页可以访问的其他存储；可多次使用
      --frame-ancestors 来源         可以嵌入本应用的网站；可多次使用
      --embed-origin 来源            可以嵌入公示页和民意表单的网站（确切的来源，不用通配符）；可多次使用
      --voices N                     每个地址每分钟可以提交的民意（默认 30；同一地址可能有多部手机）
      --waiting N                    等待机关收取的民意至多几条（默认 5000）
      --proxied                      前面有反向代理，来访地址取自 X-Forwarded-For
      --rate N                       每台设备每秒的请求数（默认 200）
      --quiet                        不逐条记录请求
  huiyin conformance URL [--user NAME --password WORD]
  huiyin conformance URL --s3-bucket NAME --s3-key NAME --s3-secret WORD [--s3-region NAME]
      试用一个存储（WebDAV 文件夹、S3 存储桶或回音服务器）：写入、读取、列目录是否符合要求，另有哪些
      特点；口令和密钥也可由环境变量 HUIYIN_STORE_SECRET 给出

每条命令都可加：
  --json          输出 JSON
  --lang LANG     zh-CN（默认）或 en
  -h, --help      本说明
  -V, --version   版本

退出码：0 完成；1 存储不能使用（conformance），或者公示板有问题（verify、tally）；2 输入有误（标准错误输出一行说明，不写任何文件）
";

const EN: &str = "\
huiyin: ledger, deadlines and rates of deputies' suggestions

Usage:
  huiyin import FILE.xlsx [--rulebook NAME] [--year Y] [--sheet NAME] [--name TITLE] --out BUNDLE
      read an Excel ledger into a bundle; cells that cannot be read are listed and their rows left out
  huiyin stats BUNDLE [--kind suggestion|motion|matter] [--by unit|category|delegation|month]
      assigned; reply, consultation, complete meetings, satisfaction and completion rates; answer
      classes; where votes were counted, the verdict of each
  huiyin explain BUNDLE NUMBER
      one suggestion's story: who did what when on what basis, and how each deadline was reached
  huiyin deadline --rulebook NAME|FILE.json --rule CODE --from DATE [--calendar FILE.json]
      the last day that a rule sets from a day on, step by step; --calendar is a new holiday notice
  huiyin rulebook list
      the rulebooks that ship, and what each states
  huiyin rulebook show NAME|FILE.json
      every rule of one: value, source, where it is inherited from
  huiyin rulebook check FILE.json
      checks an office's own rulebook: line and reason of what is wrong, or what it changes
  huiyin rulebook schema
      the JSON Schema of rulebook files
  huiyin quota BUNDLE [--year Y]
      key supervision: how many are needed, how many there are, which are proposed and why
  huiyin score BUNDLE --unit NAME [--year Y]
      one handling unit's year: rates, facts and score card, every point explained
  huiyin demo --suggestions N [--seed S] [--until DATE] --out BUNDLE
      made-up data; the same seed makes the same bytes
  huiyin demo --onto BUNDLE [--seed S] [--until DATE] --out BUNDLE
      lays made-up stations, voices, a drive and a notice board beside the suggestions of a
      bundle, such as an imported ledger, up to --until (today)
  huiyin publish BUNDLE --out DIR
      writes the notice board's files (board.json, item/….json, feed.xml) for any web server:
      only what was approved, only the fields chosen, personal details masked; what was taken
      off the board is removed
  huiyin verify BOARD [--receipt CODE]… [--sheet NAME] [--names]
      checks a published vote: a second implementation opens the box, checks every signature,
      counts and judges, and names what differs; --receipt asks whether a vote is on the board
      (may be repeated), --sheet is the sheet's name as published before the vote (64 digits),
      --names lists who chose what in a vote by name
  huiyin tally BOARD
      this program's own count of the same board, and what the board says otherwise
  huiyin serve [--listen ADDRESS:PORT] [--store STORE] [--site DIR] [--demo BUNDLE]
      the server that devices sync with, and the app. Stores: sqlite:FILE (default huiyin.db),
      postgres://… (several hosts may be named), s3://BUCKET?endpoint=…&region=… (keys in the
      environment as AWS_…), memory:
      --claim CODE | --no-claim      what founding a workspace takes (drawn and shown by default)
      --connect ORIGIN               another store the app may talk to; may be repeated
      --frame-ancestors ORIGIN       a site that may show the app in itself; may be repeated
      --embed-origin ORIGIN          a site that may show the board and the form for citizens in itself
                                     (exact, no wildcard); may be repeated
      --voices N                     voices a minute of one address (default 30; phones share addresses)
      --waiting N                    voices that may wait for the office (default 5000)
      --proxied                      a proxy stands before it: addresses are in X-Forwarded-For
      --rate N                       requests a second of one device (default 200)
      --quiet                        no line for each request
  huiyin conformance URL [--user NAME --password WORD]
  huiyin conformance URL --s3-bucket NAME --s3-key NAME --s3-secret WORD [--s3-region NAME]
      tries a store (WebDAV folder, S3 bucket or Huiyin server): whether it puts, gets and lists as
      needed, and what else it does; HUIYIN_STORE_SECRET in the environment may hold the secret

With every command:
  --json          print JSON
  --lang LANG     zh-CN (default) or en
  -h, --help      this text
  -V, --version   the version

Exit status: 0 done; 1 the store is not good enough (conformance) or something is wrong with the board (verify, tally); 2 bad input (one line on standard error says what and where, no file is written)
";

/// The help in a language.
pub const fn text(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => ZH,
        Lang::En => EN,
    }
}
