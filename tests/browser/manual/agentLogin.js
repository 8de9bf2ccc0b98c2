wellClient.agentLogin({
  jobNumber: '5001',
  password: '123456',
  domain: 'test.cc',
  ext: '8001',
  loginMode: 'ask',
  agentMode: 'Ready'
})
.done(function (res) {
  console.log('done', res)
})
.fail(function (err) {
  var texts = {
    401: 'wrong user name or password',
    451: 'the extension is not registered',
    454: 'the agent is on already',
    455: 'the agent is on at another extension',
    459: 'the extension is used by another agent'
  }
  console.log('fail', texts[err.status])
})
