using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WeixinWeChat.Weixin.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RedPackets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "RedPackets",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Code = table.Column<string>(type: "TEXT", unicode: false, maxLength: 22, nullable: false),
                    FormKey = table.Column<Guid>(type: "TEXT", nullable: false),
                    FromId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    ToKey = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    ToMasked = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Fen = table.Column<long>(type: "INTEGER", nullable: false),
                    Shares = table.Column<int>(type: "INTEGER", nullable: false),
                    Taken = table.Column<int>(type: "INTEGER", nullable: false),
                    Greeting = table.Column<string>(type: "TEXT", maxLength: 25, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    SentAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RedPackets", x => x.Id);
                    table.CheckConstraint("CK_RedPackets_Taken", "\"Taken\" >= 0 AND \"Taken\" <= \"Shares\"");
                    table.ForeignKey(
                        name: "FK_RedPackets_Wallets_FromId",
                        column: x => x.FromId,
                        principalTable: "Wallets",
                        principalColumn: "SubscriberId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RedPacketShares",
                columns: table => new
                {
                    PacketId = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Fen = table.Column<long>(type: "INTEGER", nullable: false),
                    TakenById = table.Column<long>(type: "INTEGER", nullable: true),
                    TakenAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RedPacketShares", x => new { x.PacketId, x.Number });
                    table.ForeignKey(
                        name: "FK_RedPacketShares_RedPackets_PacketId",
                        column: x => x.PacketId,
                        principalTable: "RedPackets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_RedPacketShares_Subscribers_TakenById",
                        column: x => x.TakenById,
                        principalTable: "Subscribers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_RedPackets_Code",
                table: "RedPackets",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RedPackets_FromId_FormKey",
                table: "RedPackets",
                columns: new[] { "FromId", "FormKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RedPackets_FromId_SentAt",
                table: "RedPackets",
                columns: new[] { "FromId", "SentAt" });

            migrationBuilder.CreateIndex(
                name: "IX_RedPackets_State_ExpiresAt",
                table: "RedPackets",
                columns: new[] { "State", "ExpiresAt" });

            migrationBuilder.CreateIndex(
                name: "IX_RedPackets_ToKey_State",
                table: "RedPackets",
                columns: new[] { "ToKey", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_RedPacketShares_PacketId_TakenById",
                table: "RedPacketShares",
                columns: new[] { "PacketId", "TakenById" },
                unique: true,
                filter: "\"TakenById\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_RedPacketShares_TakenById_TakenAt",
                table: "RedPacketShares",
                columns: new[] { "TakenById", "TakenAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "RedPacketShares");

            migrationBuilder.DropTable(
                name: "RedPackets");
        }
    }
}
