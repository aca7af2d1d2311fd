using Microsoft.EntityFrameworkCore;
using SkiaSharp;
using WeixinWeChat.Core.Materials;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Core.Tests.Materials;

public sealed class MediaStoreTests : IDisposable
{
    private readonly TestDb db = TestDb.Weixin();
    private readonly MediaStore store;
    private readonly MediaOperations media;

    public MediaStoreTests()
    {
        store = new MediaStore(db, db.Clock, db.Limits, Path.Combine(db.DataDirectory, "media"));
        media = new MediaOperations(db, store);
    }

    public void Dispose()
    {
        store.Dispose();
        db.Dispose();
    }

    [Fact]
    public async Task A_picture_is_found_again_by_its_code()
    {
        var mei = await db.PersonNamed("Mei");
        var account = await db.AccountOf(mei, "Tea");

        var saved = await media.Upload(mei, account.AppId, Upload(), ImageShape.Article);

        var file = await store.Find(saved!.Code!);
        file!.ContentType.Should().Be("image/png");
        new FileInfo(file.Path).Length.Should().BePositive();
    }

    [Fact]
    public async Task The_same_picture_twice_is_one_file_under_two_codes()
    {
        var mei = await db.PersonNamed("Mei");

        var (first, second) = (await store.Save(mei, null, Upload(), ImageShape.Article), await store.Save(mei, null, Upload(), ImageShape.Article));

        second.Code.Should().NotBe(first.Code);
        (await store.Find(second.Code!))!.Path.Should().Be((await store.Find(first.Code!))!.Path);
    }

    [Fact]
    public async Task Another_brand_cannot_upload_for_an_account_and_owns_nothing_of_it()
    {
        var (mei, stranger) = (await db.PersonNamed("Mei"), await db.PersonNamed("Stranger"));
        var account = await db.AccountOf(mei, "Tea");
        var code = (await media.Upload(mei, account.AppId, Upload(), ImageShape.Article))!.Code!;

        (await media.Upload(stranger, account.AppId, Upload(), ImageShape.Article)).Should().BeNull();
        (await media.Upload(mei, "wx0000000000000000", Upload(), ImageShape.Article)).Should().BeNull("missing and forbidden are the same");
        (await store.IsUploadedBy(stranger, code)).Should().BeFalse();
        (await store.IsUploadedBy(mei, code)).Should().BeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../keys/fingerprint")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAA/")]
    public async Task A_made_up_code_finds_nothing(string code) => (await store.Find(code)).Should().BeNull();

    [Fact]
    public async Task One_person_cannot_fill_the_disk()
    {
        var mei = await db.PersonNamed("Mei");
        db.Limits.ImagesPerDay = 2;
        await store.Save(mei, null, Upload(), ImageShape.Article);
        await store.Save(mei, null, Upload(), ImageShape.Article);

        (await store.Save(mei, null, Upload(), ImageShape.Article)).Code.Should().BeNull();
        db.Clock.Advance(TimeSpan.FromDays(1));
        (await store.Save(mei, null, Upload(), ImageShape.Article)).Code.Should().NotBeNull();
    }

    [Fact]
    public async Task A_refused_picture_leaves_neither_row_nor_file()
    {
        var saved = await store.Save(await db.PersonNamed("Mei"), null, new MemoryStream([1, 2, 3]), ImageShape.Article);

        saved.Code.Should().BeNull();
        saved.Problem.Zh.Should().NotBeEmpty();
        await using var rows = db.CreateDbContext();
        (await rows.Media.AnyAsync()).Should().BeFalse();
        Directory.Exists(Path.Combine(db.DataDirectory, "media")).Should().BeFalse();
    }

    private static MemoryStream Upload() => new(ImageCleanerTests.Picture(120, 80, SKEncodedImageFormat.Png));
}
