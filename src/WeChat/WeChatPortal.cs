using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Accounts;
using WeixinWeChat.Portal.Demo;
using WeixinWeChat.Portal.Hosting;
using WeixinWeChat.Portal.Settings;
using WeixinWeChat.WeChat.Accounts;
using WeixinWeChat.WeChat.Demo;

namespace WeixinWeChat.WeChat;

/// <summary>The WeChat portal: the shared pages, its own database, and what only it has.</summary>
public sealed class WeChatPortal : PortalDefinition
{
    /// <inheritdoc />
    public override EditionPolicy Policy => EditionPolicy.WeChat;

    /// <inheritdoc />
    public override void AddDatabase(IServiceCollection services, PortalSettings settings) =>
        services.AddPortalDatabase<WeChatDb, WeChatSqliteDb, WeChatSqlServerDb>(settings);

    /// <inheritdoc />
    public override void AddFeatures(IServiceCollection services)
    {
        services.AddSingleton(new StaffSection(typeof(NothingToReview), Permissions.CasesReview));
        services.AddSingleton<DemoContent, WeChatDemo>();
    }
}
