using WeixinWeChat.Weixin;
using WeixinWeChat.Portal.Hosting;

return await PortalCommands.Run(args, new WeixinPortal());
