using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Complaints;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Games;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Demo;

namespace WeixinWeChat.WeChat.Demo;

/// <summary>The WeChat portal's demo world: six invented brands in six places.</summary>
internal sealed class WeChatDemo : DemoContent
{
    public override DemoPlan Plan { get; } = new(
        [
            Brand("Harbour Leaf Tea", "A tea house above the ferry pier. Seasonal teas, quiet tables, no hurry.", "Harbour Leaf Sample Ltd", "HK", "SAMPLE-00000101", "Maya Lau", "+85261234501", "Asia/Hong_Kong", "HKD",
                new(DemoMotif.Tea, 0x2E7F78, 0xF0B65C), 0, AccountStanding.Activated, 280, null, 0.52, WeChatArticles.Tea),
            Brand("Paper Lantern Books", "An independent bookshop with a reading list every week and an author every month.", "Paper Lantern Sample Pte Ltd", "SG", "SAMPLE-00000102", "Maya Lau", "+85261234501", "Asia/Singapore", "SGD",
                new(DemoMotif.Book, 0x3B4A7A, 0xE5806A), 0, AccountStanding.Activated, 240, null, 0.44, WeChatArticles.Books),
            Brand("Northpath Outdoor", "Day hikes, first camps and easy rides for people who have never been.", "Northpath Sample Limited", "GB", "SAMPLE-00000103", "Maya Lau", "+85261234501", "Europe/London", "GBP",
                new(DemoMotif.Mountain, 0x47684F, 0xF2C14E), 0, AccountStanding.Activated, 95, null, 0.24, WeChatArticles.Outdoor),
            Brand("Crumb & Kettle Bakery", "Sourdough out of the oven at seven, sold out by noon.", "Crumb and Kettle Sample Pty Ltd", "AU", "SAMPLE-00000104", "Daniel Okafor", "+447911000112", "Australia/Sydney", "AUD",
                new(DemoMotif.Bread, 0xB06A3B, 0x74391B), 1, AccountStanding.Activated, 210, null, 0.33, WeChatArticles.Bakery),
            Brand("Lumen Tide Museum", "Light, water and the people of the river mouth, from the bronze age to last summer.", "Lumen Tide Sample Foundation", "PT", "SAMPLE-00000105", "Daniel Okafor", "+447911000112", "Europe/Lisbon", "EUR",
                new(DemoMotif.Museum, 0x74506B, 0xDDA94B), 1, AccountStanding.Suspended, 200, 4, 0.28, WeChatArticles.Museum),
            Brand("Slow Streets City Walks", "Walk one old street with somebody who grew up there.", "Slow Streets Sample LLC", "US", "SAMPLE-00000106", "Daniel Okafor", "+447911000112", "America/New_York", "USD",
                new(DemoMotif.City, 0x3F6D92, 0xF0A35E), 1, AccountStanding.NotActivated, 1, null, 0, []),
        ],
        [new("Maya Lau", "maya@demo.example"), new("Daniel Okafor", "daniel@demo.example")],
        [
            new("Tomas Brandt", "reviewer@demo.example", PlatformRoles.Reviewer), new("Aiko Mori", "senior@demo.example", PlatformRoles.SeniorReviewer),
            new("Ingrid Sol", "admin@demo.example", PlatformRoles.Administrator),
        ],
        [
            new("+8526", 7, 6), new("+8529", 7, 4), new("+8536", 7, 1), new("+8869", 8, 4), new("+659", 7, 3), new("+658", 7, 3), new("+6012", 7, 3), new("+1415", 7, 2),
            new("+1646", 7, 2), new("+447", 9, 2), new("+614", 8, 2), new("+8190", 8, 2), new("+6681", 7, 2), new("+35191", 7, 1), new("+49151", 8, 1), new("+336", 8, 1),
        ],
        ["+852 6123 4567", "+65 9123 4567"],
        [
            "Maya R.", "Ah Ming", "tea and rain", "Jonas", "Priya", "小島", "Kenji_walks", "Sofia", "Lucas M.", "The Other Anna", "Wei Jie", "Noor", "阿寶", "Bea", "Tom from Leeds", "June", "hikari",
            "Olu", "Mei Ling", "Pedro", "Farah", "Sam & Co", "Elif", "paperboat", "Nina K", "Hana", "Yusuf", "slowreader", "Grace Tan", "Marco", "Linh", "Amélie", "Kai", "Rosa", "Theo",
        ],
        ("Regulars", "New faces"));

    public override IReadOnlyList<DemoReport> Reports { get; } =
    [
        new(4, ComplaintReason.Misleading, "The night tour was sold out before the message came, and the page still said that there were places.", 6, true,
            "We have spoken with the museum. The account is suspended until its pages show what is really left."),
        new(3, ComplaintReason.Rights, "The picture above the recipe is mine, taken in my own kitchen. I was not asked.", 1),
        new(1, ComplaintReason.Other, "I get the same reading list twice every week.", 3, false, "We looked at what was sent: one list a week, and a reminder of it. You can mute the chat."),
    ];

    public override IReadOnlyList<DemoComment> Comments { get; } =
    [
        new(0, 0, 100, "Table by the stove booked for Friday. Is the chestnut cake back as well?", Pinned: true, Reply: "It is, until the chestnuts run out. See you on Friday!"),
        new(0, 5, 92, "We sat there last winter when the snow came down. I still talk about it."),
        new(0, 9, 70, "Please say at the door that the last tram leaves at eleven."),
        new(0, 1, 20, "Can I bring my dog? She sleeps through everything.", Reply: "She is welcome at the two tables by the door."),
        new(0, 14, 5, "Is there a table for eight?", Chosen: false),
        new(0, 22, 3, "Do you take cards?", Chosen: false),
        new(1, 0, 26, "I have three cookbooks and a bad conscience. Do those count?", Reply: "All books count. The conscience stays with you."),
        new(1, 6, 4, "Until when on Sunday?", Chosen: false),
    ];

    public override DemoFriends Friends { get; } = new(
        ["Sam (Singapore)", "Alex from the tea house", "Book club", "", "Climbing partner", "Cousin"],
        ["We sat side by side at the tasting.", "From the Sunday walk. I have your photos!"]);

    public override IReadOnlyList<DemoGame> Games { get; } =
    [
        new("doubling", [CatalogueRegion.Elsewhere], new("Twice the Tide", "潮水倍增"), new("Slide, join, double. One more try?", "滑动合成，越来越大，再来一局？"), 0x23506B, 10, 60),
        new("clusters", [CatalogueRegion.Elsewhere], new("Pebble Beach", "鹅卵石滩"), new("Clear the beach, pebble by pebble.", "一组一组，把海滩上的石子清空。"), 0x3F5B4A, 20, 45),
        new("clusters", ["HK", "MO"], new("Star Ferry Lights", "小轮彩灯"), new("Groups of lights on the harbour: take the largest.", "海港上的彩灯，挑最大的一组消除。"), 0x3A2E5E, 10, 50),
        new("lamps", ["HK", "MO"], new("Lights Out on Peel Street", "卑利街熄灯"), new("Last one up the steps puts out the lamps.", "最后上坡的人，记得把灯熄掉。"), 0x1F3A46, 20, 30),
        new("doubling", ["SG"], new("Kopi by Twos", "咖啡成双"), new("Two cups make a pot, two pots make a party.", "两杯成一壶，两壶就热闹。"), 0x6B3E23, 10, 40),
    ];

    private static DemoBrand Brand(
        string name, string introduction, string legalName, string country, string number, string administrator, string phone, string timeZone, string currency,
        DemoLook look, int owner, AccountStanding standing, int registered, int? closed, double share, IReadOnlyList<DemoCampaign> campaigns) => new(
            name, introduction, AccountType.Service, new SubjectDetails(SubjectKind.OverseasOrganisation, legalName, country, number),
            new AdministratorDetails(administrator, IdDocument.Passport, $"SAMPLE{owner + 1:0000}", PhoneReading.Of(phone, null).Value!),
            timeZone, currency, look, owner, standing, registered, closed, share, campaigns);
}
