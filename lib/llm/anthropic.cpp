// SPDX-License-Identifier: MIT
// POST /v1/messages: https://docs.anthropic.com/en/api/messages. The answer is the input of a tool that must be used.
#include "base/json.hpp"
#include "llm/read.hpp"
#include "llm/wire.hpp"

namespace scribe::llm {

namespace {

/// The interface that is spoken.
constexpr std::string_view k_version = "2023-06-01";
/// The server wants a bound; what all models can give.
constexpr int k_most_tokens = 8192;

struct Block {
    std::string type, text;
    Raw input;
};
template <typename Visit> void fields(Visit &&visit, Block &o) {
    visit("type", o.type);
    visit("text", o.text);
    visit("input", o.input);
}

struct Usage {
    std::int64_t input_tokens = 0, output_tokens = 0;
};
template <typename Visit> void fields(Visit &&visit, Usage &o) {
    visit("input_tokens", o.input_tokens);
    visit("output_tokens", o.output_tokens);
}

struct Message {
    std::string model;
    std::vector<Block> content;
    std::optional<std::string> stop_reason;
    Usage usage;
};
template <typename Visit> void fields(Visit &&visit, Message &o) {
    visit("model", o.model);
    visit("content", o.content);
    visit("stop_reason", o.stop_reason);
    visit("usage", o.usage);
}

class Anthropic final : public Wire {
public:
    using Wire::Wire;

    http::Request request(Request const &request, int) const override {
        base::JsonWriter json;
        json.begin_object();
        json.member("model", m_endpoint.model);
        json.member("max_tokens", k_most_tokens);
        json.member("system", request.system);
        json.key("messages");
        json.begin_array();
        write_message(json, "user", request.prompt);
        json.end_array();
        json.key("tools");
        json.begin_array();
        json.begin_object();
        json.member("name", "answer");
        json.member("description", "Takes the answer.");
        json.key("input_schema");
        json.raw(request.schema);
        json.end_object();
        json.end_array();
        json.key("tool_choice");
        json.raw(R"({"type":"tool","name":"answer"})");
        json.end_object();
        return post("/v1/messages", {"x-api-key: " + m_endpoint.key, "anthropic-version: " + std::string{k_version}},
                    json.take());
    }

    Reply read(std::string const &body) const override {
        Message message;
        if (!read_json(body, message)) return {Reply::Kind::temporary, "the answer is no message"};
        Reply reply;
        reply.model = message.model;
        reply.tokens_in = message.usage.input_tokens;
        reply.tokens_out = message.usage.output_tokens;
        auto const stop = message.stop_reason.value_or("");
        reply.kind = stop == "refusal"      ? Reply::Kind::refused
                     : stop == "max_tokens" ? Reply::Kind::cut
                                            : Reply::Kind::answer;
        for (auto const &block : message.content) {
            if (block.type == "tool_use") {
                reply.text = block.input.text;
                break;
            }
            if (block.type == "text") reply.text += block.text;
        }
        if (reply.kind == Reply::Kind::refused && reply.text.empty()) reply.text = stop;
        return reply;
    }
};

} // namespace

std::unique_ptr<Wire> make_anthropic(Endpoint const &endpoint) { return std::make_unique<Anthropic>(endpoint); }

} // namespace scribe::llm
