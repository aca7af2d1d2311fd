using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Portal.Hosting;

/// <summary>What makes a host one portal and not the other. Each portal project has one.</summary>
public abstract class PortalDefinition
{
    /// <summary>The edition's table.</summary>
    public abstract EditionPolicy Policy { get; }

    /// <summary>The portal's own assembly: its pages and entities.</summary>
    public Assembly Assembly => GetType().Assembly;

    /// <summary>Registers the portal's database; <see cref="DatabaseSetup.AddPortalDatabase{TDb,TSqlite,TSqlServer}"/> does it.</summary>
    public abstract void AddDatabase(IServiceCollection services, PortalSettings settings);

    /// <summary>Registers what only this portal has, and its <see cref="Demo.DemoContent"/>.</summary>
    public abstract void AddFeatures(IServiceCollection services);

    /// <summary>Maps endpoints that only this portal has.</summary>
    public virtual void MapFeatures(WebApplication app)
    {
    }
}
