// SPDX-License-Identifier: MIT
#include "relating/people/actions.hpp"

#include "context/draft.hpp"

#include <CLI/CLI.hpp>

namespace scribe::cli {

namespace {

char const *const k_selection = "Selection";

void add_source_filter(CLI::App &app, std::string &source) {
    app.add_option("--source", source, "Only this source")->type_name("NAME")->group(k_selection);
}

void add_word_options(CLI::App &app, RelationWords &words) {
    app.add_option("--cardinality", words.cardinality, "How many rows stand for one: N:1, 1:1, N:M")
        ->type_name("N:1|1:1|N:M")
        ->check(CLI::IsMember({"N:1", "1:1", "N:M"}));
    app.add_option("--on", words.condition,
                   "The join condition in SQL, where equal columns are not all of it; it calls the tables by their "
                   "names, or child and parent")
        ->type_name("CONDITION");
    app.add_option("--rule", words.rule, "The business rule behind it, in words")->type_name("TEXT");
    app.add_option("--name", words.name, "What it is called")->type_name("NAME");
}

} // namespace

CLI::App *RelateActions::action(CLI::App &app, char const *verb, char const *text, Run run) {
    auto *const sub = app.add_subcommand(verb, text);
    sub->callback([this, run = std::move(run)] { m_run = run; });
    return sub;
}

void RelateActions::run(std::string const &source, GlobalOptions const &global, Context &context) {
    for (auto *const own :
         {&m_list.query.source, &m_show.choice.source, &m_decide.choice.source, &m_remove.choice.source, &m_add.source,
          &m_edit.choice.source, &m_import.source, &m_export.choice.source, &m_ddl.choice.source}) {
        if (own->empty()) *own = source;
    }
    m_run(global, context);
}

void RelateActions::bind(CLI::App &app) {
    bind_list(app);
    auto *const show = action(app, "show", "Shows one relationship with all that is known of it",
                              [this](auto &global, auto &context) { run_relate_show(m_show, global, context); });
    add_choice_options(*show, m_show.choice, false);
    add_output_options(*show, m_show.output, {"text", "json"});
    bind_decisions(app);
    bind_words(app);
    bind_files(app);
}

void RelateActions::bind_list(CLI::App &app) {
    auto *const list = action(app, "list", "Lists relationships",
                              [this](auto &global, auto &context) { run_relate_list(m_list, global, context); });
    auto &query = m_list.query;
    add_ref_options(*list, m_list.refs, "Only these tables or columns, at either end: [source:]schema.table");
    add_filter_options(*list, m_list.filter);
    add_source_filter(*list, query.source);
    list->add_option("--min-confidence", query.min_confidence, "Only what is at least so sure (0.5 unless told)")
        ->type_name("0..1")
        ->check(CLI::Range(0.0, 1.0))
        ->group(k_selection);
    add_status_options(*list, query.statuses, query.decisions);
    list->add_option("--cardinality", query.cardinalities, "Only these: N:1, 1:1, N:M")
        ->type_name("N:1|1:1|N:M")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->check(CLI::IsMember({"N:1", "1:1", "N:M"}))
        ->group(k_selection);
    list->add_flag("--rejected", query.rejected, "Also those that somebody rejected")->group(k_selection);
    list->add_flag("--near-misses", m_list.near_misses, "Only what was not sure enough, less than 0.5")
        ->group(k_selection);
    list->add_option("--sort", m_list.sort, "The order: name, confidence (the surest first), orphans (the most first)")
        ->type_name("ORDER")
        ->check(CLI::IsMember({"name", "confidence", "orphans"}))
        ->group(k_selection);
    auto *const linked =
        list->add_flag("--many-to-many", m_list.many_to_many,
                       "What junction tables link: two tables of which a row of each may have many of the other")
            ->group(k_selection);
    for (auto const *other : {"--status", "--decision", "--cardinality", "--rejected", "--near-misses", "--sort"})
        linked->excludes(list->get_option(other));
    add_page_options(*list, query.limit, query.offset);
    add_output_options(*list, m_list.output, {"table", "json", "jsonl", "csv"});
    list->footer("scribe relate list --min-confidence 0.9 --sort orphans\nscribe relate list sales.order -t json\n"
                 "scribe relate list --many-to-many");
}

void RelateActions::bind_decisions(CLI::App &app) {
    auto const decision = [&](char const *verb, char const *text, char const *word) {
        auto *const sub = action(app, verb, text, [this, word](auto &global, auto &context) {
            run_relate_decide(m_decide, word, global, context);
        });
        add_choice_options(*sub, m_decide.choice, true);
        sub->add_flag("--dry-run", m_decide.dry_run, "Change nothing; print what would change");
        return sub;
    };
    decision("accept", "Says that relationships are meant so", "accepted")
        ->footer("scribe relate accept order.customer_id\nscribe relate accept --min-confidence 0.95 --dry-run");
    decision("reject", "Says that they are not; they never come back", "rejected")
        ->footer("scribe relate reject order.customer_id --to vendor\nscribe relate reject 3f0c8d2a91b7e645");
    decision("reopen", "Takes a decision back", "open")->footer("scribe relate reopen order.customer_id --to vendor");
}

void RelateActions::bind_words(CLI::App &app) {
    auto *const add = action(app, "add", "Makes a relationship that a person knows of",
                             [this](auto &global, auto &context) { run_relate_add(m_add, global, context); });
    add->add_option("from", m_add.from, "The referring column, schema.table.column; several as schema.table.(a, b)")
        ->type_name("FROM")
        ->required();
    add->add_option("to", m_add.to, "The column that it refers to, in the same way")->type_name("TO")->required();
    add->add_option("--source", m_add.source, "The source that has them")->type_name("NAME");
    add_word_options(*add, m_add.words);
    add->footer("scribe relate add order.customer_no customer.number --rule 'guests have none'\n"
                "scribe relate add 'return.(order_id, line)' 'order_line.(order_id, line)'\n"
                "scribe relate add price.product_id product.id --on 'child.product_id =\n"
                "    parent.id AND child.valid_to IS NULL'");
    auto *const edit = action(app, "edit", "Changes what people say of a relationship",
                              [this](auto &global, auto &context) { run_relate_edit(m_edit, global, context); });
    add_choice_options(*edit, m_edit.choice, false);
    add_word_options(*edit, m_edit.words);
    edit->footer("scribe relate edit order.customer_no --cardinality 1:1 --rule ''");
    auto *const remove = action(app, "remove", "Takes relationships away that people made",
                                [this](auto &global, auto &context) { run_relate_remove(m_remove, global, context); });
    add_choice_options(*remove, m_remove.choice, true);
    remove->add_flag("--dry-run", m_remove.dry_run, "Change nothing; print what would change");
    remove->footer("scribe relate remove order.customer_no");
}

void RelateActions::bind_files(CLI::App &app) {
    auto *const import = action(app, "import", "Reads relationships from a file of people or of another tool",
                                [this](auto &global, auto &context) { run_relate_import(m_import, global, context); });
    import->add_option("file", m_import.file, "The file; - is standard input")->type_name("FILE")->required();
    import->add_option("--format", m_import.format, "csv, json, yaml, tbls, schemaspy, dbml; else the ending tells")
        ->type_name("FORMAT")
        ->check(CLI::IsMember(context::relation_format_names()));
    import->add_option("--source", m_import.source, "The source that they lie in, whatever the file says")
        ->type_name("NAME");
    import->add_flag("--dry-run", m_import.dry_run, "Store nothing; print what would change");
    import->footer("scribe relate import keys.csv\nscribe relate import .tbls.yml --source shop\n"
                   "scribe relate import shop.dbml --dry-run");
    auto *const exported =
        action(app, "export", "Writes relationships as import reads them: what people decided",
               [this](auto &global, auto &context) { run_relate_export(m_export, global, context); });
    add_choice_options(*exported, m_export.choice, true);
    add_output_options(*exported, m_export.output, {"csv", "json", "yaml"});
    auto const *const format = exported->get_option("--format");
    m_export.format_given = [format] { return format->count() > 0; };
    exported->footer("scribe relate export -o keys.csv\nscribe relate export --min-confidence 0.9 -t yaml");
    auto *const ddl = action(app, "ddl", "Writes SQL that declares accepted relationships as foreign keys",
                             [this](auto &global, auto &context) { run_relate_ddl(m_ddl, global, context); });
    add_choice_options(*ddl, m_ddl.choice, true);
    ddl->add_flag("--rollback", m_ddl.rollback, "Write what undoes it instead");
    ddl->add_option("-o,--output", m_ddl.file, "Write to this file")->type_name("FILE");
    ddl->footer("scribe relate ddl | psql shop\nscribe relate ddl --min-confidence 0.95 --rollback -o undo.sql");
}

} // namespace scribe::cli
