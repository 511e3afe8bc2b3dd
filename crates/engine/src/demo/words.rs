//! Made-up people, places and matters. No deputy of this name is meant.

use super::numbers::Numbers;

/// The office that keeps the demonstration.
pub const OFFICE: &str = "区人大常委会代表工委";
/// The government's coordinator.
pub const GOVERNMENT: &str = "区政府督查室";

/// Handling units.
pub const UNITS: &[&str] = &[
    "区发展和改革局",
    "区教育体育局",
    "区工业和信息化局",
    "区公安局",
    "区民政局",
    "区司法局",
    "区财政局",
    "区人力资源和社会保障局",
    "区自然资源局",
    "市生态环境局分局",
    "区住房和城乡建设局",
    "区交通运输局",
    "区农业农村局",
    "区水务局",
    "区文化和旅游局",
    "区卫生健康局",
    "区退役军人事务局",
    "区应急管理局",
    "区市场监督管理局",
    "区林业和草原局",
    "区城市管理局",
    "区医疗保障局",
    "区数据局",
    "区信访局",
];

/// Delegations.
pub const DELEGATIONS: &[&str] = &[
    "城东街道代表团",
    "城西街道代表团",
    "河口镇代表团",
    "青山镇代表团",
    "白石镇代表团",
    "大桥乡代表团",
    "云岭乡代表团",
    "双江街道代表团",
    "驻区部队代表团",
    "石门镇代表团",
];

/// Leaders responsible for a field.
pub const LEADERS: &[&str] = &["副区长甲", "副区长乙", "副区长丙", "副区长丁", "副区长戊"];

const PLACES: &[&str] = &[
    "城东街道",
    "城西街道",
    "河口镇",
    "青山镇",
    "白石镇",
    "大桥乡",
    "云岭乡",
    "双江街道",
    "石门镇",
    "老城区",
    "高新片区",
    "高铁站周边",
    "农贸市场周边",
    "沿江片区",
    "北部山区",
    "中心小学周边",
];

/// What is asked, with its category; `#` stands for the place.
const MATTERS: &[(&str, &str)] = &[
    ("在#增设公交站点", "交通出行"),
    ("开通#至火车站公交专线", "交通出行"),
    ("修复#破损路段", "交通出行"),
    ("在#主要路口安装交通信号灯", "交通出行"),
    ("增加#公共停车位", "城乡建设"),
    ("改造#老旧小区排水管网", "城乡建设"),
    ("为#老旧住宅加装电梯", "城乡建设"),
    ("完善#公共厕所", "城乡建设"),
    ("治理#河道污染", "生态环保"),
    ("加强#养殖废弃物资源化利用", "生态环保"),
    ("推进#生活垃圾分类", "生态环保"),
    ("整治#餐饮油烟扰民", "生态环保"),
    ("加大#高标准农田建设力度", "农业农村"),
    ("支持#发展特色种植", "农业农村"),
    ("解决#灌溉用水困难", "农业农村"),
    ("保障#群众安全饮水", "水利供水"),
    ("对#小型水库除险加固", "水利供水"),
    ("改善#小学办学条件", "教育体育"),
    ("在#增加公办幼儿园学位", "教育体育"),
    ("在#建设全民健身场地", "教育体育"),
    ("充实#卫生院医务人员", "医疗卫生"),
    ("在#村卫生室配备常用药品", "医疗卫生"),
    ("加强#居家养老服务", "社会保障"),
    ("关爱#留守儿童", "社会保障"),
    ("提升#乡村旅游接待能力", "文化旅游"),
    ("保护利用#传统村落", "文化旅游"),
    ("整治#占道经营", "公共安全"),
    ("在#增设公共区域监控设施", "公共安全"),
    ("优化#政务服务网点布局", "政务服务"),
    ("规范#物业服务收费", "城乡建设"),
];

const SURNAMES: &[&str] = &[
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林",
    "何", "郭", "马", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧",
];
const GIVEN: &[&str] = &[
    "建", "华", "兰", "军", "敏", "丽", "强", "磊", "洋", "艳", "勇", "娟", "杰", "涛", "明", "超",
    "秀", "霞", "平", "刚", "桂", "云", "晓东", "文博", "志远", "春梅", "海燕", "国栋", "雪琴",
    "永康",
];

/// Deputies of a demonstration.
const DEPUTIES: u32 = 240;

/// A deputy and their delegation: always the same one for the same name.
pub fn deputy(numbers: &mut Numbers) -> (String, &'static str) {
    deputy_at(numbers.below(DEPUTIES) as usize)
}

/// The deputy of a place on the roll.
pub fn deputy_at(at: usize) -> (String, &'static str) {
    let surname = SURNAMES
        .get(at % SURNAMES.len())
        .copied()
        .unwrap_or_default();
    let given = GIVEN
        .get(at / SURNAMES.len() * 3 % GIVEN.len() + at % 3)
        .or(GIVEN.first())
        .copied()
        .unwrap_or_default();
    let delegation = DELEGATIONS
        .get(at % DELEGATIONS.len())
        .copied()
        .unwrap_or_default();
    (format!("{surname}{given}"), delegation)
}

/// A matter: what is asked for which place, and its category.
pub fn matter(numbers: &mut Numbers) -> (String, &'static str) {
    let at = numbers.below(u32::try_from(MATTERS.len()).unwrap_or(1)) as usize;
    let (pattern, category) = MATTERS.get(at).copied().unwrap_or_default();
    (pattern.replace('#', numbers.pick(PLACES)), category)
}
