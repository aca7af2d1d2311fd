using WeixinWeChat.Portal.Demo;

namespace WeixinWeChat.WeChat.Demo;

/// <summary>What the demo's overseas brands write.</summary>
internal static class WeChatArticles
{
    public static IReadOnlyList<DemoCampaign> Tea { get; } =
    [
        new(150, 20, 10, 80, 0.15, 0.30, "First flush is here. Have a cup", "Harbour Leaf", "Eighty cups of the first spring tea, on us.",
            Article("The first spring pickings came off the boat on Tuesday. We kept eighty cups back for people who follow us.", "How it works", ["Join, and come by within a week", "One cup each; bring a friend if you like", "The window table goes to whoever is early"], "Good tea needs few words. The water is hot.")),
        new(60, 14, 19, null, 0.13, 0.22, "An evening by lamplight", "Harbour Leaf", "No music, no phones, three teas and the harbour.",
            Article("One evening a year we switch the lights off and let the harbour do the talking. There will be lamps, blankets and three teas.", "In the cups", ["Osmanthus oolong", "Aged white, simmered slowly", "A small cold brew to end with"], "When nobody talks you can hear the kettle.")),
        new(6, 21, 11, 300, 0.16, 0.28, "Winter tables by the stove", "Harbour Leaf", "The stove is lit. Reserve a table next to it.",
            Article("The stove is lit again. Every weekend this month we keep ten tables beside it, with chestnuts and oranges to roast.", "Good to know", ["Joining reserves one seat", "Two hours a sitting, three sittings a day", "If it rains we move indoors"], "On a cold day the best seat is the warm one.")),
        new(0, 10, 10, null, 0, 0, "A card for next spring", "Harbour Leaf", "Still being written.", Article("Write a card to yourself; we post it with the first tea of the year.", "Still to do", ["Three designs", "Two small tins"], "There is no hurry.")),
    ];

    public static IReadOnlyList<DemoCampaign> Books { get; } =
    [
        new(120, 15, 20, null, 0.12, 0.18, "Ten books to read lying down", "Paper Lantern", "Short, kind, and better than scrolling.",
            Article("It is too warm for nine hundred pages. Each of us picked one thin book that we finished and began again.", "Three of the ten", ["Stories from a town that the sea is taking", "Essays about cooking for one", "A notebook full of drawn plants"], "Nobody said that one has to sit up straight.")),
        new(45, 10, 18, 60, 0.14, 0.50, "Author night: writing home", "Paper Lantern", "Sixty chairs, one lamp, one author.",
            Article("She took ten years to write the street on which her grandmother lived. On Friday she tells us who real people become once they are in a novel.", "The evening", ["Doors at seven, ninety minutes", "Ask, or just listen", "Signing afterwards"], "What is written down cannot be demolished.")),
        new(2, 12, 20, 120, 0.15, 0.20, "Swap a book this weekend", "Paper Lantern", "Bring one you have read, take one you have not.",
            Article("Our yearly swap is back. Write a line on the first page of a book you have finished, and take home somebody else's.", "Three small rules", ["Three books a person at most", "No textbooks, no magazines", "We mend what is torn before it goes on"], "A finished book begins again with somebody else.")),
    ];

    public static IReadOnlyList<DemoCampaign> Outdoor { get; } =
    [
        new(40, 12, 12, 40, 0.20, 0.26, "First hike: eight easy miles", "Northpath", "If you can walk to the shop, you can walk this.",
            Article("We have led this one more than twenty times: soft slopes, shade, two places for water, and a view that makes people go quiet.", "Bring", ["Shoes that grip", "A litre and a half of water", "Something against the wind"], "Go slowly. The hill waits.")),
        new(5, 20, 12, 150, 0.21, 0.30, "Your first night in a tent", "Northpath", "No gear? We pitch it, you sleep in it.",
            Article("Tents, bags and stoves are ours. You bring a change of clothes and some curiosity. A leader stays with you all night.", "Two days", ["Day one: camp, cook, look up", "Day two: sunrise, stream, home", "Leader and insurance included"], "The first time, it helps to have company.")),
    ];

    public static IReadOnlyList<DemoCampaign> Bakery { get; } =
    [
        new(130, 14, 8, 100, 0.14, 0.30, "One loaf for you, one next door", "Crumb & Kettle", "We are two years old. Take a loaf to a neighbour.",
            Article("Two years ago we burnt half of the first batch. To celebrate, every loaf today comes with a second one for the person next door.", "How to take part", ["Join, then come within three days", "Choose a baguette or a country loaf", "Write a note and we wrap it with the bread"], "Bread is best warm. So is a greeting.")),
        new(9, 25, 8, null, 0.12, 0.24, "Take a sourdough starter home", "Crumb & Kettle", "Two hours on Sunday, one jar that bubbles.",
            Article("From flour to first feeding in two hours: you leave with a jar of the starter that we have kept since we opened.", "In class", ["Watch the three stages", "Knead a dough of your own", "Taste four breads"], "Time is the cheapest ingredient, and the dearest.")),
    ];

    public static IReadOnlyList<DemoCampaign> Museum { get; } =
    [
        new(100, 20, 9, 200, 0.15, 0.20, "Night at the museum, with lamps", "Lumen Tide", "After closing, one lamp for each of you.",
            Article("On Saturdays at seven the halls go dark. Everybody gets a small lamp and follows a guide to ten bronzes.", "Please note", ["Twenty people at a time", "No flash", "Dress warmly"], "Three thousand years ago people saw them by fire, too.")),
        new(30, 15, 9, null, 0.14, 0.16, "Restorer for a day", "Lumen Tide", "Put a broken jar together, with help.",
            Article("The pieces are not hard. Patience is. For two weekends the workshop is open, and there is a chair for you.", "What happens", ["Meet the tools", "Clean, number, fit", "Take your jar home"], "Every crack says that it was used.")),
    ];

    private static string Article(string lead, string heading, string[] points, string quote) =>
        $"<p>{lead}</p><p><img src=\"{{cover}}\" alt=\"\"></p><h2>{heading}</h2><ul>{string.Concat(points.Select(point => $"<li>{point}</li>"))}</ul><blockquote>{quote}</blockquote>";
}
