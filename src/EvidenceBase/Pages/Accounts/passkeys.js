'use strict';

// Asks the browser for a passkey when a form with data-passkey is sent, puts its answer into the form and sends it on.
// Where the browser has none, the forms stay hidden and the page says so.
if (globalThis.PublicKeyCredential?.parseCreationOptionsFromJSON) {
    for (const part of document.querySelectorAll('[data-passkeys]')) {
        part.hidden = part.dataset.passkeys === 'missing';
    }

    for (const form of document.querySelectorAll('form[data-passkey]')) {
        form.addEventListener('submit', event => {
            event.preventDefault();
            ask(form);
        });
    }
}

async function ask(form) {
    const button = form.querySelector('button');
    const alert = form.querySelector('[role="alert"]');
    alert.hidden = true;
    button.disabled = true;
    try {
        const answer = await fetch(form.dataset.options, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
        const options = await answer.json();
        if (!answer.ok) {
            throw new Error(options.detail);
        }

        const credential = form.dataset.passkey === 'create'
            ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
            : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
        form.elements.credential.value = JSON.stringify(credential);
        if (form.elements.password) {
            form.elements.password.disabled = true;
        }

        form.submit();
    } catch (error) {
        alert.textContent = inWords(error);
        alert.hidden = false;
        button.disabled = false;
        button.focus();
    }
}

function inWords(error) {
    switch (error.name) {
        case 'NotAllowedError': return 'The browser gave no passkey: it was cancelled, took too long, or there is none for this server.';
        case 'InvalidStateError': return 'This device has a passkey for your account already.';
        case 'SyntaxError': return 'This page is too old. Load it anew and try again.';
        default: return error.message || 'The browser gave no passkey.';
    }
}
