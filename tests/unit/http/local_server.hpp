// SPDX-License-Identifier: MIT
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace scribe::test {

/// An HTTP server on a port of its own of 127.0.0.1. It takes one connection after the other, reads one request of each
/// and answers with what `answer` gives: a whole response, or nothing, in which case it just closes.
class LocalServer {
public:
    using Answer = std::function<std::string(int number, std::string const &request)>;

    explicit LocalServer(Answer answer) : m_answer(std::move(answer)), m_socket(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto *const generic = reinterpret_cast<sockaddr *>(&address);
        if (::bind(m_socket, generic, size) != 0 || ::listen(m_socket, 16) != 0 ||
            ::getsockname(m_socket, generic, &size) != 0)
            throw std::runtime_error("no server");
        m_port = ntohs(address.sin_port);
        m_thread = std::thread{[this] { serve(); }};
    }
    LocalServer(LocalServer const &) = delete;
    LocalServer &operator=(LocalServer const &) = delete;
    ~LocalServer() {
        m_stop = true;
        m_thread.join();
        ::close(m_socket);
    }

    std::string address() const { return "127.0.0.1:" + std::to_string(m_port); }
    /// All requests so far, as they came in.
    std::vector<std::string> requests() {
        std::lock_guard const lock{m_mutex};
        return m_requests;
    }
    /// True when the connection to somebody who waits should be dropped.
    bool stopping() const { return m_stop; }

    static std::string response(std::string const &status, std::string const &body = {},
                                std::string const &headers = {}) {
        return "HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) +
               "\r\nConnection: close\r\n" + headers + "\r\n" + body;
    }

private:
    void serve() {
        while (!m_stop) {
            pollfd waiting{m_socket, POLLIN, 0};
            if (::poll(&waiting, 1, 20) <= 0) continue;
            auto const client = ::accept(m_socket, nullptr, nullptr);
            auto const request = read_request(client);
            int number = 0;
            {
                std::lock_guard const lock{m_mutex};
                m_requests.push_back(request);
                number = static_cast<int>(m_requests.size());
            }
            auto const text = m_answer(number, request);
            (void)::send(client, text.data(), text.size(), MSG_NOSIGNAL);
            ::close(client);
        }
    }

    static std::string read_request(int client) {
        std::string text;
        char buffer[4096];
        while (true) {
            auto const head = text.find("\r\n\r\n");
            auto const length = text.find("Content-Length: ");
            if (head != std::string::npos &&
                (length == std::string::npos || text.size() >= head + 4 + std::stoul(text.substr(length + 16))))
                return text;
            auto const size = ::recv(client, buffer, sizeof buffer, 0);
            if (size <= 0) return text;
            text.append(buffer, static_cast<std::size_t>(size));
        }
    }

    Answer m_answer;
    int m_socket;
    int m_port = 0;
    std::mutex m_mutex;
    std::vector<std::string> m_requests;
    std::atomic<bool> m_stop = false;
    std::thread m_thread;
};

} // namespace scribe::test
