using WeixinWeChat.Core.Editions;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Isolation.Tests.Running;

/// <summary>
/// Both portals, running, and on each: a brand whose every text bears a canary, another brand, two subscribers of whom one follows the
/// first brand, the platform's staff. Nothing of the first brand may be seen by anybody whom it does not concern.
/// </summary>
public sealed class TwoSides : IAsyncLifetime
{
    // Everybody sits at one address, and some get their password wrong on purpose: these limits are tested where they belong.
    private static readonly string[] Limits =
    [
        "--Portal:Limits:SignInFailuresPerAddress=1000", "--Portal:Limits:SignInFailuresPerEmail=1000", "--Portal:Limits:AccountRequestsPerAddress=1000", "--Portal:Limits:CodesPerAddress=1000",
    ];

    public Side Weixin { get; private set; } = default!;

    public Side WeChat { get; private set; } = default!;

    public Side Of(Edition edition) => edition == Edition.Weixin ? Weixin : WeChat;

    /// <summary>The side across from an edition's.</summary>
    public Side Across(Edition edition) => Of(EditionPolicy.Of(edition).Counterpart.Edition);

    public async Task InitializeAsync()
    {
        var (weixin, wechat) = await RunningPortal.StartBoth(settings: Limits);
        var sides = await Task.WhenAll(Side.Furnish(weixin, "+8613800138", "amberwren"), Side.Furnish(wechat, "+447400123", "violetlark"));
        (Weixin, WeChat) = (sides[0], sides[1]);
    }

    public async Task DisposeAsync()
    {
        await Weixin.Portal.DisposeAsync();
        await WeChat.Portal.DisposeAsync();
    }
}

/// <summary>Tests that look at the same two sides, one after another.</summary>
[CollectionDefinition(nameof(TwoSides))]
public sealed class OnTwoSides : ICollectionFixture<TwoSides>;
