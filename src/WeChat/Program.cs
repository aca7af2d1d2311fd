using WeixinWeChat.WeChat;
using WeixinWeChat.Portal.Hosting;

return await PortalCommands.Run(args, new WeChatPortal());
