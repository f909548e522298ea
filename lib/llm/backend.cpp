// SPDX-License-Identifier: MIT
#include "llm/backend.hpp"

#include "base/error.hpp"
#include "http/pool.hpp"
#include "llm/exec.hpp"
#include "llm/rate.hpp"
#include "llm/wire.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>

namespace scribe::llm {

namespace {

struct Provider {
    std::string_view name, url;
    std::unique_ptr<Wire> (*make)(Endpoint const &);
};

constexpr std::array k_providers = {
    Provider{"openai", "https://api.openai.com/v1", make_openai},
    Provider{"anthropic", "https://api.anthropic.com", make_anthropic},
    Provider{"gemini", "https://generativelanguage.googleapis.com/v1beta", make_gemini},
    Provider{"ollama", "http://localhost:11434", make_ollama},
};

Provider const *find_provider(std::string_view name) {
    auto const *const found = std::ranges::find(k_providers, name, &Provider::name);
    return found == k_providers.end() ? nullptr : found;
}

class HttpBackend final : public Backend {
public:
    explicit HttpBackend(Endpoint endpoint)
        : m_endpoint(std::move(endpoint)), m_wire(find_provider(m_endpoint.provider)->make(m_endpoint)) {}

    Reply ask(Request const &request) override {
        while (true) {
            auto const form = m_form.load();
            auto reply = send(m_wire->request(request, form));
            if (reply.kind != Reply::Kind::no_format) return reply;
            if (form + 1 >= m_wire->forms()) {
                reply.kind = Reply::Kind::fatal;
                return reply;
            }
            auto expected = form; // another thread may have found the same
            m_form.compare_exchange_strong(expected, form + 1);
        }
    }

private:
    Reply send(http::Request const &request) {
        http::Response response;
        try {
            response = m_pool.send(request);
        } catch (http::TooLong const &error) {
            return {Reply::Kind::unusable, error.what()};
        } catch (base::Error const &error) {
            if (error.code() != base::ExitCode::service) throw;
            return {Reply::Kind::temporary, error.what()};
        }
        auto reply = response.ok() ? m_wire->read(response.body) : refusal(response);
        reply.wait = wait_asked(response, std::chrono::system_clock::now());
        return reply;
    }

    /// What a status other than 2xx means.
    Reply refusal(http::Response const &response) const {
        auto const text = error_text(response.body);
        Reply reply;
        reply.text = fmt::format("status {}{}{}", response.status, text.empty() ? "" : ": ", text);
        if (response.temporary()) reply.kind = Reply::Kind::temporary;
        else if ((response.status == 400 || response.status == 422) && is_about_format(text))
            reply.kind = Reply::Kind::no_format;
        else if (response.status >= 401 && response.status <= 405) reply.kind = Reply::Kind::fatal;
        else reply.kind = Reply::Kind::unusable; // it may be too long
        return reply;
    }

    static bool is_about_format(std::string_view text) {
        return std::ranges::any_of(std::array{"response_format", "json_schema", "json_object", "schema"},
                                   [&](auto const *word) { return text.find(word) != std::string_view::npos; });
    }

    Endpoint m_endpoint;
    std::unique_ptr<Wire> m_wire;
    http::Pool m_pool;
    std::atomic<int> m_form = 0; ///< the strictest way to ask for JSON that the server has not refused
};

} // namespace

std::vector<std::string> const &providers() {
    static std::vector<std::string> const k_names = [] {
        std::vector<std::string> names;
        for (auto const &provider : k_providers) names.emplace_back(provider.name);
        names.emplace_back("exec");
        return names;
    }();
    return k_names;
}

std::string_view standard_url(std::string_view provider) {
    auto const *const found = find_provider(provider);
    return found ? found->url : std::string_view{};
}

bool needs_key(Endpoint const &endpoint) {
    // A server of one's own may want none.
    if (endpoint.provider == "openai") return endpoint.base_url.empty();
    return endpoint.provider == "anthropic" || endpoint.provider == "gemini";
}

std::unique_ptr<Backend> make_backend(Endpoint const &endpoint) {
    if (endpoint.provider == "exec") return make_exec(endpoint);
    if (find_provider(endpoint.provider)) return std::make_unique<HttpBackend>(endpoint);
    throw base::Error(base::ExitCode::internal, "no provider is called " + endpoint.provider);
}

} // namespace scribe::llm
