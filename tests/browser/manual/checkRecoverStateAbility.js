wellClient.checkRecoverStateAbility({
  jobNumber: '5001',
  ext: '8001',
  domain: 'test.cc'
})
.done(function (res) {
  console.log('done', res)
})
.fail(function (err) {
  console.log('fail', err)
  wellClient.agentLogin({
    jobNumber: '5001',
    password: '123456',
    domain: 'test.cc',
    ext: '8001'
  })
})
