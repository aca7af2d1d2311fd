using Microsoft.EntityFrameworkCore;
using SkiaSharp;
using WeixinWeChat.Core.Materials;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Core.Tests.Materials;

namespace WeixinWeChat.Core.Tests.Subscribers;

public sealed class ProfileOperationsTests
{
    [Fact]
    public async Task A_nickname_is_changed_or_refused_with_a_reason()
    {
        using var world = SubscriberWorld.WeChat();
        var id = await world.Somebody();

        (await world.Profiles.Rename(id, "  Mei  🌸 ")).Should().BeNull();
        (await world.Profiles.Rename(id, new string('x', Subscriber.NicknameMax + 1))).Should().NotBeNull();
        (await world.Profiles.Rename(id, " ")).Should().NotBeNull();

        (await world.Profiles.Find(id))!.Nickname.Should().Be("Mei 🌸");
    }

    [Fact]
    public async Task A_picture_takes_the_place_of_the_one_before_and_nothing_of_that_is_left()
    {
        using var world = SubscriberWorld.Weixin();
        var (anna, bert) = (await world.Somebody(), await world.Somebody());
        (await world.Profiles.Show(anna, Upload(400, 300))).Should().BeNull();
        var first = (await world.Profiles.Find(anna))!.PictureCode;
        using (var shown = SKBitmap.Decode((await world.Profiles.Picture(first))!.Content))
            (shown.Width, shown.Height).Should().Be((256, 256));

        (await world.Profiles.Show(anna, Upload(300, 300))).Should().BeNull();
        (await world.Profiles.Show(anna, new MemoryStream("no picture"u8.ToArray()))).Should().Be(ImageProblem.NotAnImage, "what is refused changes nothing");
        (await world.Profiles.Show(bert, Upload(95, 300))).Should().Be(ImageProblem.TooSmall);

        var second = (await world.Profiles.Find(anna))!.PictureCode;
        second.Should().NotBe(first);
        (await world.Profiles.Picture(first)).Should().BeNull();
        (await world.Profiles.Find(bert))!.PictureCode.Should().BeNull();
        await using var db = world.Db.CreateDbContext();
        (await db.Portraits.CountAsync()).Should().Be(1);

        await world.Profiles.Hide(anna);
        await world.Profiles.Hide(anna);
        (await world.Profiles.Find(anna))!.PictureCode.Should().BeNull();
        (await world.Profiles.Picture(second)).Should().BeNull();
        (await db.Portraits.CountAsync()).Should().Be(0);
    }

    [Fact]
    public async Task Two_pictures_at_once_are_one()
    {
        using var world = SubscriberWorld.WeChat();
        var anna = await world.Somebody();

        (await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => world.Profiles.Show(anna, Upload(200, 200)))))).Should().AllBeEquivalentTo<ImageProblem?>(null);

        (await world.Profiles.Picture((await world.Profiles.Find(anna))!.PictureCode)).Should().NotBeNull();
        await using var db = world.Db.CreateDbContext();
        (await db.Portraits.CountAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Each_side_has_places_of_its_own_to_live_in_and_the_region_stays_the_numbers()
    {
        using var weixin = SubscriberWorld.Weixin();
        using var wechat = SubscriberWorld.WeChat();
        var (mei, maya) = (await weixin.Somebody(), await wechat.Somebody());

        (await weixin.Profiles.Live(mei, "CN-GD")).Should().BeTrue();
        (await wechat.Profiles.Live(maya, "SG")).Should().BeTrue();
        foreach (var strange in new[] { "SG", "CN", "CN-XX", "nowhere" })
            (await weixin.Profiles.Live(mei, strange)).Should().BeFalse(strange);
        (await wechat.Profiles.Live(maya, "CN-GD")).Should().BeFalse();

        (await weixin.Profiles.Find(mei))!.Should().BeEquivalentTo(new { Place = "CN-GD", Region = "CN" });
        (await wechat.Profiles.Find(maya))!.Should().BeEquivalentTo(new { Place = "SG", Region = "HK" });
        (await wechat.Profiles.Live(maya, "")).Should().BeTrue();
        (await wechat.Profiles.Find(maya))!.Place.Should().BeNull();
    }

    [Fact]
    public void Every_place_has_a_name_of_its_own_in_both_languages()
    {
        foreach (var culture in new[] { "en", "zh-CN" })
        {
            using var reader = new Reading(culture);
            var names = LivingPlaces.Of(Core.Editions.EditionPolicy.Weixin).Select(LivingPlaces.NameOf).ToList();
            names.Should().HaveCount(31).And.OnlyHaveUniqueItems().And.NotContain(name => name.StartsWith("CN", StringComparison.Ordinal));
        }
    }

    private static MemoryStream Upload(int width, int height) => new(ImageCleanerTests.Picture(width, height, SKEncodedImageFormat.Jpeg));

    private sealed class Reading : IDisposable
    {
        private readonly System.Globalization.CultureInfo before = System.Globalization.CultureInfo.CurrentUICulture;

        public Reading(string culture) => System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo(culture);

        public void Dispose() => System.Globalization.CultureInfo.CurrentUICulture = before;
    }
}
