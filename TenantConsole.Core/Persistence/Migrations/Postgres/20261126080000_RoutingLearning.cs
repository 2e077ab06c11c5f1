using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TenantConsole.Core.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class RoutingLearning : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "rerun_of_turn",
                table: "conversation_messages",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "comparisons",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: true),
                    title = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    question = table.Column<string>(type: "text", nullable: true),
                    expires_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    job_role = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    is_shared = table.Column<bool>(type: "boolean", nullable: false),
                    created_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_comparisons", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_comparisons_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "saved_prompts",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    search_title = table.Column<string>(type: "character varying(480)", maxLength: 480, nullable: false),
                    text = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: false),
                    is_shared = table.Column<bool>(type: "boolean", nullable: false),
                    changed_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_prompts", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_saved_prompts_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "comparison_answers",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    comparison_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<short>(type: "smallint", nullable: false),
                    column = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    request_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    state = table.Column<short>(type: "smallint", maxLength: 40, nullable: false),
                    text = table.Column<string>(type: "text", nullable: true),
                    answered_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    usage_record_id = table.Column<Guid>(type: "uuid", nullable: true),
                    notice = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_comparison_answers", x => new { x.organization_id, x.comparison_id, x.ordinal });
                    table.ForeignKey(
                        name: "fk_comparison_answers_comparisons_organization_id_comparison_id",
                        columns: x => new { x.organization_id, x.comparison_id },
                        principalTable: "comparisons",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_comparison_answers_usage_records_organization_id_usage_reco~",
                        columns: x => new { x.organization_id, x.usage_record_id },
                        principalTable: "usage_records",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_comparison_answers_organization_id_usage_record_id",
                table: "comparison_answers",
                columns: new[] { "organization_id", "usage_record_id" });

            migrationBuilder.CreateIndex(
                name: "ix_comparisons_expires_utc",
                table: "comparisons",
                column: "expires_utc");

            migrationBuilder.CreateIndex(
                name: "ix_comparisons_organization_id_created_utc_id",
                table: "comparisons",
                columns: new[] { "organization_id", "created_utc", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_saved_prompts_organization_id_owner_id",
                table: "saved_prompts",
                columns: new[] { "organization_id", "owner_id" });

            migrationBuilder.CreateIndex(
                name: "ix_saved_prompts_organization_id_search_title_id",
                table: "saved_prompts",
                columns: new[] { "organization_id", "search_title", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "comparison_answers");

            migrationBuilder.DropTable(
                name: "saved_prompts");

            migrationBuilder.DropTable(
                name: "comparisons");

            migrationBuilder.DropColumn(
                name: "rerun_of_turn",
                table: "conversation_messages");
        }
    }
}
