using WeixinWeChat.Portal.Hosting;
using WeixinWeChat.Weixin;

return await PortalCommands.Run(args, new WeixinPortal());
