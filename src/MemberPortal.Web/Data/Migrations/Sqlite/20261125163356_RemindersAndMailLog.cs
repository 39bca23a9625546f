using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MemberPortal.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RemindersAndMailLog : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Outbox_Waiting",
                table: "Outbox");

            migrationBuilder.AddColumn<DateTime>(
                name: "PutBackAt",
                table: "Outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Recheck",
                table: "Outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RepeatOf",
                table: "Outbox",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "WithdrawnAt",
                table: "Outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "EmailBouncedAt",
                table: "Members",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "RemindersPausedUntil",
                table: "Invoices",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "TransferReportedOn",
                table: "Invoices",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "MethodNotices",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PaymentMethodId = table.Column<int>(type: "INTEGER", nullable: false),
                    Trouble = table.Column<string>(type: "TEXT", nullable: false),
                    Episode = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    OverOn = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MethodNotices", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MethodNotices_PaymentMethods_PaymentMethodId",
                        column: x => x.PaymentMethodId,
                        principalTable: "PaymentMethods",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Reminders",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    InvoiceId = table.Column<int>(type: "INTEGER", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Stage = table.Column<int>(type: "INTEGER", nullable: false),
                    MailId = table.Column<int>(type: "INTEGER", nullable: false),
                    LeftOn = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reminders", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Reminders_Invoices_InvoiceId",
                        column: x => x.InvoiceId,
                        principalTable: "Invoices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Reminders_Outbox_MailId",
                        column: x => x.MailId,
                        principalTable: "Outbox",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_FailedAt",
                table: "Outbox",
                column: "FailedAt",
                filter: "\"FailedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_RepeatOf",
                table: "Outbox",
                column: "RepeatOf",
                filter: "\"RepeatOf\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Waiting",
                table: "Outbox",
                column: "NextTryAt",
                filter: "\"SentAt\" IS NULL AND \"FailedAt\" IS NULL AND \"WithdrawnAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_WithdrawnAt",
                table: "Outbox",
                column: "WithdrawnAt",
                filter: "\"WithdrawnAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_MethodNotices_PaymentMethodId_Trouble_Episode",
                table: "MethodNotices",
                columns: new[] { "PaymentMethodId", "Trouble", "Episode" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Reminders_InvoiceId_DueOn_Stage",
                table: "Reminders",
                columns: new[] { "InvoiceId", "DueOn", "Stage" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Reminders_MailId",
                table: "Reminders",
                column: "MailId");

            migrationBuilder.CreateIndex(
                name: "IX_Reminders_Unnoted",
                table: "Reminders",
                column: "MailId",
                filter: "\"LeftOn\" IS NULL");

            migrationBuilder.AddForeignKey(
                name: "FK_Outbox_Outbox_RepeatOf",
                table: "Outbox",
                column: "RepeatOf",
                principalTable: "Outbox",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Outbox_Outbox_RepeatOf",
                table: "Outbox");

            migrationBuilder.DropTable(
                name: "MethodNotices");

            migrationBuilder.DropTable(
                name: "Reminders");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_FailedAt",
                table: "Outbox");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_RepeatOf",
                table: "Outbox");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_Waiting",
                table: "Outbox");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_WithdrawnAt",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "PutBackAt",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "Recheck",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "RepeatOf",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "WithdrawnAt",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "EmailBouncedAt",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "RemindersPausedUntil",
                table: "Invoices");

            migrationBuilder.DropColumn(
                name: "TransferReportedOn",
                table: "Invoices");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Waiting",
                table: "Outbox",
                column: "NextTryAt",
                filter: "\"SentAt\" IS NULL AND \"FailedAt\" IS NULL");
        }
    }
}
