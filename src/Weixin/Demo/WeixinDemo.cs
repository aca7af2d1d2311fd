using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Complaints;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Demo;

namespace WeixinWeChat.Weixin.Demo;

/// <summary>The Weixin portal's demo world: six invented brands and a cinema chain of an invented region (990000). Three of the brands have a second account, whose verification waits.</summary>
internal sealed class WeixinDemo : DemoContent
{
    private const string Region = "990000";

    private static readonly IReadOnlyList<DemoBrand> Brands =
    [
        Brand("山月茶舍", "一间开在巷子里的茶舍，分享当季的茶、器与慢下来的时间。", AccountType.Service, SubjectKind.Enterprise, "山月茶舍（样本）有限公司", "91", "林小满", "+8613900000011",
            new(DemoMotif.Tea, 0x2F7D5B, 0xE8B45A), 0, AccountStanding.Verified, 280, null, 0.52, WeixinArticles.Tea),
        Brand("纸上书店", "独立书店。每周一份书单，每月一场作者夜谈。", AccountType.Subscription, SubjectKind.SoleProprietor, "纸上书店（样本）", "92", "林小满", "+8613900000011",
            new(DemoMotif.Book, 0x34506E, 0xE07A5F), 0, AccountStanding.Verified, 240, null, 0.44, WeixinArticles.Books),
        Brand("远野户外", "城市近郊的徒步、露营与骑行，适合第一次出发的人。", AccountType.Service, SubjectKind.Enterprise, "远野户外（样本）有限公司", "91", "林小满", "+8613900000011",
            new(DemoMotif.Mountain, 0x4A6B4F, 0xF2C14E), 0, AccountStanding.Activated, 95, null, 0.24, WeixinArticles.Outdoor),
        Brand("麦田烘焙", "每天清晨出炉的天然酵母面包，当天卖完不过夜。", AccountType.Service, SubjectKind.Enterprise, "麦田烘焙（样本）有限公司", "91", "周明远", "+8613900000012",
            new(DemoMotif.Bread, 0xB5713C, 0x7A3E1D), 1, AccountStanding.VerificationExpired, 410, 30, 0.33, WeixinArticles.Bakery),
        Brand("澜江博物馆", "看展、听讲座、修文物：澜江两岸三千年的故事。", AccountType.Service, SubjectKind.PublicBody, "澜江博物馆（样本）", "12", "周明远", "+8613900000012",
            new(DemoMotif.Museum, 0x7B4B5E, 0xD9A441), 1, AccountStanding.Suspended, 200, 4, 0.28, WeixinArticles.Museum),
        Brand("慢走城市", "跟着本地人走一条老街，听它从前的名字。", AccountType.Subscription, SubjectKind.Enterprise, "慢走城市（样本）有限公司", "91", "周明远", "+8613900000012",
            new(DemoMotif.City, 0x3E6C8F, 0xF0A35E), 1, AccountStanding.NotActivated, 1, null, 0, []),
    ];

    private static readonly DemoBrand Chain = Brand("星河影城", "三座城市、五家影城：看一场好电影，从选一个好座位开始。", AccountType.Service, SubjectKind.Enterprise, "星河影城（样本）有限公司", "91", "林小满", "+8613900000011",
        new(DemoMotif.City, 0x2B2F5B, 0xE8626B), 0, AccountStanding.Verified, 90, null, 0.10, []);

    public override DemoPlan Plan { get; } = new(
        [
            .. Brands,
            Second(Brands[0], "山月茶舍会员", "茶会预告、会员日与新茶到店提醒。", 45),
            Second(Brands[3], "麦田烘焙课堂", "从养一罐酵种开始，学做每天的面包。", 30),
            Second(Brands[5], "慢走城市夜游", "天黑以后的老街，另有一番模样。", 20),
            Chain,
        ],
        [new("林小满", "lin@demo.example"), new("周明远", "zhou@demo.example")],
        [
            new("苏晴", "reviewer@demo.example", PlatformRoles.Reviewer),
            new("陈予安", "senior@demo.example", PlatformRoles.SeniorReviewer),
            new("何平", "admin@demo.example", PlatformRoles.Administrator),
        ],
        [new("+86138", 8, 5), new("+86139", 8, 4), new("+86186", 8, 3), new("+86177", 8, 2), new("+86151", 8, 3), new("+86199", 8, 1)],
        ["+86 138 0013 8001", "+86 138 0013 8002"],
        [
            "阿梨", "小满", "南山南", "半糖去冰", "木子李", "一只橘猫", "晚风", "Echo", "老周", "豆豆妈", "青柠", "北冥有鱼", "Luna", "喝茶的鱼", "山谷回声", "白开水", "小鹿乱撞", "大力",
            "云朵面包", "江边散步", "Mr.Chen", "四月", "柚子", "知白", "阿May", "听雨", "麦兜", "书虫一号", "路过人间", "胖胖的松鼠", "旧时光", "小太阳☀", "禾禾", "七里香", "星期八",
        ],
        ("老朋友", "新朋友"));

    public override IReadOnlyList<DemoReport> Reports { get; } =
    [
        new(4, ComplaintReason.Misleading, "夜场活动在推送之前就已约满，页面却仍显示有名额。", 6, true, "已与馆方核实，该公众号在页面整改完成之前暂停使用。"),
        new(3, ComplaintReason.Rights, "食谱上方的照片是我在自家厨房拍的，没有经过我的同意。", 1),
        new(1, ComplaintReason.Other, "每周都会收到两次一样的书单。", 3, false, "经核查，每周只发送一份书单和一次提醒。您可以将该公众号设为消息免打扰。"),
    ];

    public override IReadOnlyList<DemoComment> Comments { get; } =
    [
        new(0, 0, 100, "约到周五靠火的那桌了！今年还有烤橘子吗？", Pinned: true, Reply: "有的，橘子和年糕都备好了，周五见。"),
        new(0, 5, 92, "去年下雪那天坐在炉边，到现在还记得那壶老白茶。"),
        new(0, 9, 70, "建议在门口提醒一下末班车时间，上次差点没赶上。"),
        new(0, 1, 20, "可以带狗狗来吗？它很安静，只会睡觉。", Reply: "可以，靠门的两桌欢迎它。"),
        new(0, 14, 5, "有八个人坐的大桌吗？", Chosen: false),
        new(0, 22, 3, "可以开发票吗？", Chosen: false),
        new(1, 0, 26, "三本菜谱换一本小说，行不行？", Reply: "行，只要书还能翻。"),
        new(1, 6, 4, "周日到几点结束？", Chosen: false),
    ];

    public override DemoFriends Friends { get; } = new(
        ["南山（同事）", "小满", "茶友会阿姨", "", "健身搭子", "表弟"],
        ["上周读书会坐在你旁边的，交个朋友？", "周末一起去爬山的队友。"]);

    public override IReadOnlyList<DemoGame> Games { get; } =
    [
        new("doubling", [Places.Mainland], new("Doubling the Lanterns", "数字灯会"), new("Slide, join, double: how far do you get?", "滑一滑，合一合，看你能合出多大的数字。"), 0x8A3B2E, 10, 60),
        new("clusters", [Places.Mainland], new("Candied Haws", "糖葫芦消消"), new("Take what is alike and touches; the larger the group the better.", "相同的连在一起就能消，一次消得越多越划算。"), 0x5B2E5E, 20, 45),
        new("lamps", [Places.Mainland], new("Lights Out, Old Town", "老街熄灯"), new("Walk the lane and put out every lamp.", "走过老街，把每一盏灯都熄掉。"), 0x1F3A46, 30, 20),
    ];

    public override void AddTo(DemoWorld world, DemoTimeline timeline)
    {
        world.Make<WeixinDemoCases>(world).Plan(timeline);
        var cards = world.Make<WeixinDemoCards>(world);
        cards.Plan(timeline);
        new WeixinDemoMembers(world, cards).Plan(timeline);
        new WeixinDemoCinema(world, Chain).Plan(timeline);
        new WeixinDemoWallets(world).Plan(timeline);
    }

    private static DemoBrand Brand(
        string name, string introduction, AccountType type, SubjectKind kind, string legalName, string beginning, string administrator, string phone,
        DemoLook look, int owner, AccountStanding standing, int registered, int? closed, double share, IReadOnlyList<DemoCampaign> campaigns) => new(
            name, introduction, type, new SubjectDetails(kind, legalName, Places.Mainland, CreditCode(beginning, name)),
            new AdministratorDetails(administrator, IdDocument.ResidentId, ResidentNumber(owner), PhoneReading.Of(phone, null).Value!),
            "Asia/Shanghai", "CNY", look, owner, standing, registered, closed, share, campaigns);

    // Another account of the same organisation, still small and not verified.
    private static DemoBrand Second(DemoBrand brand, string name, string introduction, int registered) => brand with
    {
        Name = name,
        Introduction = introduction,
        Type = AccountType.Subscription,
        Standing = AccountStanding.Activated,
        RegisteredDaysAgo = registered,
        ClosedDaysAgo = null,
        Share = 0.02,
        Campaigns = [],
    };

    // Nine letters and digits of the name's own, and the check character that makes them a code.
    private static string CreditCode(string beginning, string name)
    {
        var own = name.Aggregate(7u, (hash, letter) => (hash * 31) + letter) % 1_000_000_000;
        var body = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{beginning}{Region}{own:000000000}");
        return "0123456789ABCDEFGHJKLMNPQRTUWXY".Select(check => body + check).First(code => UnifiedSocialCreditCode.Read(code).IsValid);
    }

    private static string ResidentNumber(int person)
    {
        var body = $"{Region}1988050{person + 1}00{person + 1}";
        return "0123456789X".Select(check => body + check).First(number => ResidentId.Read(number, new DateOnly(2026, 1, 1)).IsValid);
    }
}
