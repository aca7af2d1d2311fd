using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using WeixinWeChat.Portal.Subscribers;

namespace WeixinWeChat.Portal.Tests.Subscribers;

public sealed class RememberedTicketsTests : IDisposable
{
    private readonly MemoryCache cache = new(Options.Create(new MemoryCacheOptions()));

    [Fact]
    public void A_cookie_opens_to_the_same_again_and_each_request_has_its_own_copy()
    {
        var tickets = Of("Weixin");
        var cookie = tickets.Protect(Ticket());

        var (first, second) = (tickets.Unprotect(cookie)!, tickets.Unprotect(cookie)!);

        second.Principal.FindFirstValue("id").Should().Be("7");
        first.Properties.Items["seen"] = "once";
        ((ClaimsIdentity)first.Principal.Identity!).AddClaim(new("id", "8"));
        tickets.Unprotect(cookie)!.Principal.FindAll("id").Should().ContainSingle();
        tickets.Unprotect(cookie)!.Properties.Items.Should().NotContainKey("seen");
    }

    [Fact]
    public void What_does_not_open_is_not_remembered_and_opens_nowhere_else()
    {
        var (own, other) = (Of("Weixin"), Of("WeChat"));
        var cookie = own.Protect(Ticket());
        own.Unprotect(cookie).Should().NotBeNull();

        other.Unprotect(cookie).Should().BeNull();
        other.Unprotect($"{cookie}x").Should().BeNull();
        other.Unprotect(null).Should().BeNull();
        cache.Count.Should().Be(1, "strangers could fill the memory");
    }

    public void Dispose() => cache.Dispose();

    private static AuthenticationTicket Ticket() => new(new ClaimsPrincipal(new ClaimsIdentity([new Claim("id", "7")], "test")), new AuthenticationProperties { ExpiresUtc = DateTimeOffset.MaxValue }, "test");

    private RememberedTickets Of(string name) => new(new TicketDataFormat(new EphemeralDataProtectionProvider().CreateProtector(name)), cache);
}
